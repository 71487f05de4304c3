package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.Attributes;
import dev.tributary.connector.ConfigCheck;
import dev.tributary.connector.Connector;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ExternalDocument.Content;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.ListsChanges;
import dev.tributary.connector.ListsChanges.TokenExpired;
import dev.tributary.connector.ListsChoices;
import dev.tributary.connector.SourceSession;
import dev.tributary.connector.Tags.Value;
import dev.tributary.meta.Capability;
import dev.tributary.meta.ConfigField;
import dev.tributary.meta.FormCheck;
import dev.tributary.meta.TagDefinition;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The rules every connector keeps. Implemented by each connector's test, which brings a healthy source holding at least
 * one document, and at least two pages if the connector pages. A connector that speaks HTTP implements
 * {@link HttpConnectorContract} instead. Where a rule cannot hold for a source, the test overrides it and says why.
 */
public interface ConnectorContract {

    Connector connector();

    /** A new session, as for another run in another process, with answers that point at the healthy source. */
    SourceSession session();

    /** An id in the connector's own form under which the source has nothing. */
    default String missingId() {
        return "no-such-document";
    }

    /** Whether even a healthy listing says that it is partial, as for a feed that holds the newest entries only. */
    default boolean isAlwaysPartial() {
        return false;
    }

    @Test
    default void declaresTheSameEachTime() {
        assertThat(connector().meta()).isEqualTo(connector().meta());
    }

    @Test
    default void answersOfThisTestPassTheForm() {
        assertThat(FormCheck.config(connector().meta(), session().config().answers()))
                .isEmpty();
    }

    @Test
    default void acceptsAHealthySource() throws InterruptedException {
        assertThat(connector().validateConfig(session())).isEqualTo(new ConfigCheck.Accepted());
    }

    @Test
    default void listsTheSameDocumentsTwice() throws InterruptedException {
        var first = everything();
        assertThat(first.ids()).isNotEmpty().doesNotHaveDuplicates();
        assertThat(heads(everything())).isEqualTo(heads(first));
    }

    @Test
    default void saysHonestlyWhetherAListingIsComplete() throws InterruptedException {
        assertThat(everything().isComplete()).as("complete").isEqualTo(!isAlwaysPartial());
    }

    @Test
    default void idsAndTitlesCanBePrinted() throws InterruptedException {
        assertThat(everything().documents()).allSatisfy(document -> {
            assertThat(document.externalId()).isNotBlank().doesNotMatch("(?s).*\\p{Cntrl}.*");
            assertThat(document.title()).isNotBlank().doesNotMatch("(?s).*\\p{Cntrl}.*");
            assertThat(document.contentHash()).isNotBlank();
        });
    }

    @Test
    default void resumesFromEveryCursorInAnotherProcess() throws InterruptedException {
        var whole = everything();
        assertThat(whole.cursors()).allSatisfy(cursor -> assertThat(cursor).isNotBlank());
        var heads = heads(whole);
        var passed = 0;
        for (var page = 0; page < whole.cursors().size(); page++) {
            passed += whole.pages().get(page).documents().size();
            var cursor = whole.cursors().get(page);
            assertThat(heads(Listing.of(connector(), session(), ListRequest.EVERYTHING.from(cursor))))
                    .as("listed from cursor '%s'", cursor)
                    .isEqualTo(heads.subList(passed, heads.size()));
        }
    }

    @Test
    default void hashesAreTheSameListedAndRead() throws InterruptedException {
        for (var listed : everything().documents()) {
            assertThat(connector().getDocument(session(), listed.externalId()))
                    .as("document '%s'", listed.externalId())
                    .map(ExternalDocument::contentHash)
                    .contains(listed.contentHash());
        }
    }

    @Test
    default void readsWhatItListed() throws InterruptedException {
        for (var listed : everything().documents()) {
            var read = connector().getDocument(session(), listed.externalId()).orElseThrow(AssertionError::new);
            assertThat(read.externalId()).isEqualTo(listed.externalId());
            assertThat(read.content())
                    .as("content of '%s'", listed.externalId())
                    .isNotInstanceOf(Content.Deferred.class);
            if (listed.content() instanceof Content.Text text) {
                assertThat(read.content()).isEqualTo(text);
            }
        }
    }

    @Test
    default void missingDocumentIsEmpty() throws InterruptedException {
        assertThat(connector().getDocument(session(), missingId())).isEmpty();
    }

    @Test
    default void tagsAreDeclared() throws InterruptedException {
        for (var document : everything().documents()) {
            requireDeclared(document.metadata());
        }
    }

    @Test
    default void tagsAreTheSameFromStoredMetadata() throws InterruptedException {
        for (var document : everything().documents()) {
            assertThat(connector()
                            .mapTags(Attributes.fromMap(document.metadata().asMap())))
                    .isEqualTo(connector().mapTags(document.metadata()));
        }
    }

    @Test
    default void tagsCopeWithMissingAndWrongTypes() throws InterruptedException {
        requireDeclared(Attributes.empty());
        var wrong = List.<Object>of("", "  ", "neither", true, new BigDecimal("-0.5"), List.of(), List.of("a", "b"));
        for (var document : everything().documents()) {
            for (var value : wrong) {
                var metadata = new HashMap<String, Object>();
                document.metadata().asMap().keySet().forEach(name -> metadata.put(name, value));
                requireDeclared(Attributes.fromMap(metadata));
            }
        }
    }

    @Test
    default void listsWhatChangedIfItSaysItCan() throws InterruptedException {
        if (connector().meta().capabilities().contains(Capability.INCREMENTAL_LISTING)) {
            var now = session().clock().instant();
            var changed = Listing.of(connector(), session(), ListRequest.changedSince(now));
            assertThat(everything().ids()).containsAll(changed.ids());
        }
    }

    @Test
    default void followsChangesIfItSaysItCan() throws InterruptedException, TokenExpired {
        assertThat(connector().meta().capabilities().contains(Capability.CHANGE_FEED))
                .as("declares a change feed")
                .isEqualTo(connector() instanceof ListsChanges);
        if (connector() instanceof ListsChanges feed) {
            var page = feed.changes(session(), feed.changesFrom(session()));
            while (!page.caughtUp()) {
                page = feed.changes(session(), page.nextToken());
            }
            assertThat(page.nextToken()).isNotBlank();
        }
    }

    @Test
    default void listsTheChoicesOfItsSelectors() {
        assertThat(connector() instanceof ListsChoices)
                .as("lists choices")
                .isEqualTo(connector().meta().fields().stream().anyMatch(ConfigField.CanonicalPair.class::isInstance));
    }

    private Listing everything() throws InterruptedException {
        return Listing.of(connector(), session(), ListRequest.EVERYTHING);
    }

    private void requireDeclared(Attributes metadata) {
        var declared =
                connector().meta().tags().stream().collect(Collectors.toMap(TagDefinition::id, TagDefinition::type));
        connector()
                .mapTags(metadata)
                .values()
                .forEach((id, value) -> assertThat(declared).containsEntry(id, typeOf(value)));
    }

    private static List<ExternalDocument> heads(Listing listing) {
        return listing.documents().stream()
                .map(document -> document.with(new Content.Deferred()))
                .toList();
    }

    private static TagDefinition.Type typeOf(Value value) {
        return switch (value) {
            case Value.Text _ -> TagDefinition.Type.TEXT;
            case Value.Numeric _ -> TagDefinition.Type.NUMBER;
            case Value.Date _ -> TagDefinition.Type.DATE;
            case Value.Flag _ -> TagDefinition.Type.BOOLEAN;
        };
    }
}
