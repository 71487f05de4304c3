package dev.tributary.source.mediawiki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.connector.ConfigCheck;
import dev.tributary.connector.ConnectorException.CredentialRejected;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ExternalDocument.Content;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.ListsChanges.ChangePage;
import dev.tributary.connector.ListsChanges.TokenExpired;
import dev.tributary.connector.SourceSession;
import dev.tributary.connector.Tags.Value;
import dev.tributary.connector.testkit.DirectHttp;
import dev.tributary.connector.testkit.Listing;
import dev.tributary.connector.testkit.TestSession;
import dev.tributary.connector.testkit.server.MediaWikiServer;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MediaWikiServerIT {

    private final MediaWikiConnector connector = new MediaWikiConnector();
    private final MediaWikiServer wiki = MediaWikiServer.start();
    private final DirectHttp http = DirectHttp.to(URI.create(wiki.url()));
    private final Map<String, List<String>> config = new HashMap<>(Map.of("wikiUrl", List.of(wiki.url())));

    @AfterEach
    void stopWiki() {
        http.close();
        wiki.close();
    }

    @Test
    void listsHundredsOfPagesOnceWhateverThePageSize() throws InterruptedException {
        create(230, "text %d of %d");
        var whole = list(connector);
        assertThat(whole.ids()).hasSize(231).doesNotHaveDuplicates();
        assertThat(whole.isComplete()).isTrue();
        assertThat(whole.pages()).hasSize(2);
        var small = list(new MediaWikiConnector(9));
        assertThat(small.pages()).hasSize(26);
        assertThat(small.documents()).containsExactlyInAnyOrderElementsOf(whole.documents());
    }

    @Test
    void categoriesPastTheLimitOfOneAnswerAreMerged() throws InterruptedException {
        create(190, "[[Category:All]] [[Category:Only in %d]] [[Category:Zuletzt %d]]");
        assertThat(list(connector).documents())
                .filteredOn(document -> document.title().startsWith("Note"))
                .hasSize(190)
                .allSatisfy(document -> {
                    var number = document.title().substring("Note ".length());
                    assertThat(document.metadata().text("categories"))
                            .contains("All, Only in %s, Zuletzt %s".formatted(number, number));
                });
    }

    @Test
    void editMoveDeleteAndUndeleteKeepTheId() throws InterruptedException {
        wiki.edit("Plan", "first version");
        var first = document("Plan");
        wiki.edit("Plan", "second version");
        var second = document("Plan");
        assertThat(second.externalId()).isEqualTo(first.externalId());
        assertThat(second.contentHash()).isNotEqualTo(first.contentHash());
        assertThat(html(first.externalId())).contains("second version");
        wiki.move("Plan", "Better plan");
        assertThat(document("Better plan").externalId()).isEqualTo(first.externalId());
        assertThat(titles()).doesNotContain("Plan");
        wiki.delete("Better plan");
        assertThat(titles()).doesNotContain("Better plan");
        assertThat(connector.getDocument(session(), first.externalId())).isEmpty();
        wiki.undelete("Better plan");
        assertThat(document("Better plan").externalId()).isEqualTo(first.externalId());
    }

    @Test
    void hashesAreTheSameListedAndRead() throws InterruptedException {
        wiki.edit("Page", "of [[Category:Things]]");
        for (var listed : list(connector).documents()) {
            assertThat(connector.getDocument(session(), listed.externalId()))
                    .map(read -> read.with(new Content.Deferred()))
                    .contains(listed);
        }
        assertThat(connector.getDocument(session(), "424242")).isEmpty();
        assertThat(connector.validateConfig(session())).isEqualTo(new ConfigCheck.Accepted());
    }

    @Test
    void changedTemplateChangesThePagesThatIncludeIt() throws InterruptedException {
        wiki.edit("Template:Greeting", "Hello")
                .edit("Letter", "{{Greeting}} there")
                .edit("Other", "unrelated");
        wiki.maintain("sql.php", "--query", "UPDATE page SET page_touched = '20200102030405'");
        var before = document("Letter");
        var unrelated = document("Other");
        assertThat(html(before.externalId())).contains("Hello there");
        wiki.edit("Template:Greeting", "Goodbye");
        assertThat(document("Letter").contentHash()).isNotEqualTo(before.contentHash());
        assertThat(document("Other")).isEqualTo(unrelated);
        assertThat(html(before.externalId())).contains("Goodbye there");
    }

    @Test
    void readsOnlyTheNamespacesAndTheCategoryAskedFor() throws InterruptedException {
        wiki.edit("Apple", "fruit [[Category:Food stuff]] [[Category:Red]]")
                .edit("Car", "vehicle [[Category:Red]]")
                .edit("Help:Eating", "how [[Category:Food stuff]]")
                .edit("Pear", "#REDIRECT [[Apple]] [[Category:Food stuff]]");
        config.put("namespaces", List.of("0", "Help"));
        assertThat(titles()).containsExactlyInAnyOrder("Apple", "Car", "Help:Eating", "Main Page");
        config.put("category", List.of("food_stuff"));
        assertThat(titles()).containsExactlyInAnyOrder("Apple", "Help:Eating");
        assertThat(connector.mapTags(document("Help:Eating").metadata()).values())
                .containsEntry("namespace", new Value.Text("Help"));
        assertThat(connector.validateConfig(session())).isEqualTo(new ConfigCheck.Accepted());
        config.put("category", List.of("Category:Blue"));
        assertThat(connector.validateConfig(session())).isInstanceOf(ConfigCheck.Rejected.class);
        assertThat(connector
                        .choices(session(), "mediawiki.namespaces", Optional.empty())
                        .choices())
                .anySatisfy(choice -> assertThat(choice.label()).isEqualTo("Help talk"));
    }

    @Test
    void privateWikiAsksForAToken() {
        wiki.configure("$wgGroupPermissions['*']['read'] = false;");
        assertThatExceptionOfType(CredentialRejected.class)
                .isThrownBy(() -> connector.validateConfig(session()))
                .withMessageContaining("readapidenied");
    }

    @Test
    void tokenThatTheWikiDoesNotKnowIsRefused() {
        var strange = TestSession.over(http, config)
                .with(TestSession.credentialFor(connector.meta().auth()));
        assertThatExceptionOfType(CredentialRejected.class)
                .isThrownBy(() -> connector.validateConfig(strange))
                .withMessageContaining("assertuserfailed");
    }

    @Test
    void feedTellsWhatBecameOfEachPage() throws InterruptedException, TokenExpired {
        for (var title : List.of("Edited", "Moved", "Deleted", "Restored", "Turned", "Left", "Help:Joined", "Kept")) {
            wiki.edit(title, "one");
        }
        wiki.delete("Restored");
        wiki.age();
        var ids = list(connector).documents().stream()
                .collect(Collectors.toMap(ExternalDocument::title, ExternalDocument::externalId));
        var token = connector.changesFrom(session());
        assertThat(changed(connector.changes(session(), token))).isEmpty();
        wiki.edit("Edited", "two").move("Moved", "Renamed").delete("Deleted").undelete("Restored");
        wiki.edit("Turned", "#REDIRECT [[Edited]]").edit("New", "one").move("Left", "Help:Left");
        wiki.move("Help:Joined", "Joined").edit("Template:Elsewhere", "not asked for");
        var changes = connector.changes(session(), token);
        assertThat(changes.caughtUp()).isTrue();
        assertThat(changed(changes)).containsExactlyInAnyOrder("Edited", "Renamed", "Restored", "New", "Joined");
        assertThat(changes.removed()).contains(ids.get("Deleted"), ids.get("Turned"), ids.get("Left"));
        assertThat(changes.removed()).doesNotContain(ids.get("Edited"), ids.get("Moved"), ids.get("Kept"));
        assertThat(list(connector).documents()).containsAll(changes.changed());
        var added = document("New").externalId();
        wiki.delete("New");
        var later = connector.changes(session(), changes.nextToken());
        assertThat(changed(later)).doesNotContain("New", "Kept");
        assertThat(later.removed()).contains(added);
    }

    @Test
    void longFeedIsReadInPagesToItsEnd() throws InterruptedException, TokenExpired {
        var token = connector.changesFrom(session());
        create(120, "text %d of %d");
        var page = connector.changes(session(), token);
        var seen = changed(page);
        assertThat(page.caughtUp()).isFalse();
        while (!page.caughtUp()) {
            page = connector.changes(session(), page.nextToken());
            seen.addAll(changed(page));
        }
        assertThat(seen).contains("Note 1", "Note 120").hasSizeGreaterThanOrEqualTo(120);
    }

    @Test
    void feedThatForgotTheTokenSaysSo() throws InterruptedException {
        var token = connector.changesFrom(session());
        wiki.maintain("sql.php", "--query", "DELETE FROM recentchanges");
        assertThatExceptionOfType(TokenExpired.class).isThrownBy(() -> connector.changes(session(), token));
    }

    @Test
    void feedOfACategoryFollowsItsMembers() throws InterruptedException, TokenExpired {
        wiki.edit("Stays", "[[Category:Red]]").edit("Goes", "[[Category:Red]]").edit("Comes", "plain");
        config.put("category", List.of("red"));
        var goes = document("Goes").externalId();
        var token = connector.changesFrom(session());
        wiki.edit("Goes", "plain").edit("Comes", "[[Category:Red]]");
        var changes = connector.changes(session(), token);
        assertThat(changed(changes)).contains("Comes").doesNotContain("Goes");
        assertThat(changes.removed()).contains(goes);
    }

    /** Pages "Note 1" to "Note n", each with its number in its text. */
    private void create(int pages, String text) {
        wiki.create(IntStream.rangeClosed(1, pages)
                .boxed()
                .collect(Collectors.toMap("Note %d"::formatted, number -> text.formatted(number, number))));
    }

    private SourceSession session() {
        return TestSession.over(http, config);
    }

    private Listing list(MediaWikiConnector with) throws InterruptedException {
        return Listing.of(with, session(), ListRequest.EVERYTHING);
    }

    private List<String> titles() throws InterruptedException {
        return list(connector).documents().stream().map(ExternalDocument::title).toList();
    }

    private ExternalDocument document(String title) throws InterruptedException {
        return list(connector).documents().stream()
                .filter(document -> document.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Not listed: " + title));
    }

    private String html(String id) throws InterruptedException {
        return ((Content.Text)
                        connector.getDocument(session(), id).orElseThrow().content())
                .value();
    }

    private static Set<String> changed(ChangePage page) {
        return page.changed().stream().map(ExternalDocument::title).collect(Collectors.toSet());
    }
}
