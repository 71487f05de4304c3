package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ExternalDocument.Content;
import dev.tributary.engine.storage.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ContentRulesIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final Script script = new Script();
    private final SyncRig rig = new SyncRig(DATABASE, _ -> script);
    private final long connector = rig.connector("script", Map.of());

    private static final Content FILTERED = new Content.Filtered("only pages");

    private String sync() {
        var run = rig.run(connector, RunKind.SYNC);
        Invariants.hold(rig.db);
        return run.summary();
    }

    private long found(String word) {
        return rig.one("""
                SELECT count(*) FROM chunk_search s JOIN document d ON d.id = s.document_id
                WHERE d.connector_id = %d AND s.terms @@ to_tsquery('english', '%s')""".formatted(connector, word));
    }

    @Test
    @DisplayName("L6: content that the page has is taken from it, and nothing is fetched")
    void takesInlineContent() {
        script.pages(List.of(Script.text("a", "1"), Script.text("b", "1")));
        assertThat(sync()).isEqualTo("completed listed=2 added=2");
        script.pages(List.of(Script.text("a", "1"), Script.text("b", "2")));
        assertThat(sync()).isEqualTo("completed listed=2 updated=1 unchanged=1");
        assertThat(script.read).hasValue(0);
    }

    @Test
    @DisplayName("L5: what holds nothing to index is skipped with its reason, and not fetched again")
    void skips() {
        var picture = Script.document("p", "1", new Content.Skipped("a picture"));
        script.pages(List.of(Script.document("s", "1", new Content.Skipped("too large")), script.deferred(picture)));
        assertThat(sync()).isEqualTo("completed listed=2 skipped=2 fetched=1");
        assertThat(sync()).isEqualTo("completed listed=2 skipped=2");
        assertThat(script.read).hasValue(1);
        assertThat(rig.one(
                        "SELECT count(*) FROM document WHERE reason IN ('too large', 'a picture') AND connector_id = "
                                + connector))
                .isEqualTo(2);
    }

    @Test
    @DisplayName("L5: a document over the size limit is skipped with the reason and not tried again as it is")
    void skipsWhatIsTooLarge() {
        script.pages(List.of(script.deferred(Script.text("big", "1")), script.deferred(Script.text("a", "1"))));
        script.beforeDocument("big", () -> {
            throw new ConnectorException.ContentTooLarge("larger than 100 MB");
        });
        assertThat(sync()).isEqualTo("completed listed=2 added=1 skipped=1 fetched=2");
        assertThat(sync()).isEqualTo("completed listed=2 unchanged=1 skipped=1");
    }

    @Test
    @DisplayName("D2: a tombstoned document without content to index comes back as just that")
    void restoresWhatIsSkipped() {
        var picture = script.deferred(Script.document("p", "1", new Content.Skipped("a picture")));
        script.pages(List.of(Script.text("a", "1"), picture));
        sync();
        script.pages(List.of(Script.text("a", "1")));
        assertThat(sync()).isEqualTo("completed listed=1 unchanged=1 tombstoned=1");
        script.pages(List.of(Script.text("a", "1"), picture));
        assertThat(sync()).isEqualTo("completed listed=2 unchanged=1 skipped=1 restored=1");
        assertThat(sync()).isEqualTo("completed listed=2 unchanged=1 skipped=1");
    }

    @Test
    @DisplayName("L3: duplicates of skipped and filtered documents across pages are counted as such")
    void countsDuplicatesOfAllKinds() {
        var skipped = Script.document("s", "1", new Content.Skipped("a picture"));
        var filtered = Script.document("f", "1", FILTERED);
        var page = List.of(Script.text("a", "1"), skipped, filtered);
        script.pages(page, page);
        assertThat(sync()).isEqualTo("completed listed=6 added=1 skipped=1 filtered=1 duplicates=3");
        assertThat(sync()).isEqualTo("completed listed=6 unchanged=1 skipped=1 filtered=1 duplicates=3");
    }

    @Test
    @DisplayName("L5: a filter leaves new documents out, and stored ones go the way of removals")
    void filters() {
        script.pages(List.of(Script.text("a", "1"), Script.document("f", "1", FILTERED)));
        assertThat(sync()).isEqualTo("completed listed=2 added=1 filtered=1");
        script.pages(List.of(Script.document("a", "1", FILTERED), Script.text("f", "1")));
        assertThat(sync()).isEqualTo("completed listed=2 added=1 filtered=1 tombstoned=1");
        assertThat(sync()).isEqualTo("completed listed=2 unchanged=1 filtered=1 purged=1");
        script.pages(List.of(Script.text("a", "1"), Script.text("f", "1")));
        assertThat(sync()).isEqualTo("completed listed=2 added=1 unchanged=1");
    }

    @Test
    @DisplayName("D4: many documents that a new filter leaves out are held as if they were gone")
    void holdsWhatIsFiltered() {
        var ids = IntStream.range(0, 40).mapToObj(i -> "d" + i).toList();
        script.pages(ids.stream().map(id -> Script.text(id, "1")).toList());
        sync();
        script.pages(ids.stream().map(id -> Script.document(id, "1", FILTERED)).toList());
        assertThat(sync()).as("D3: nothing listed is suspect").isEqualTo("completed listed=40 filtered=40");
        assertThat(sync()).isEqualTo("completed listed=40 filtered=40 held=40");
    }

    @Test
    @DisplayName("L7: a new title is found at once, also when a new version says the same as before")
    void findsNewTitles() {
        var before = Script.document("a", "1", Content.Text.plain("same text"));
        script.pages(List.of(before));
        sync();
        script.pages(List.of(new ExternalDocument(
                "a", "Bicycle", "script:a:2", before.content(), Optional.empty(), before.metadata())));
        assertThat(sync()).isEqualTo("completed listed=1 updated=1");
        assertThat(found("bicycle")).isEqualTo(1);
    }

    @Test
    @DisplayName("L10: the old chunks are found until the new set is there, and the indexed version moves with it")
    void findsTheOldUntilTheNewIsThere() {
        script.pages(List.of(script.deferred(Script.document("a", "1", Content.Text.plain("about elephants")))));
        sync();
        script.pages(List.of(script.deferred(Script.document("a", "2", Content.Text.plain("about giraffes")))));
        script.beforeDocument("a", () -> {
            throw new ConnectorException.DocumentUnreadable("not now", null);
        });
        assertThat(sync()).isEqualTo("partial listed=1 failed=1");
        assertThat(found("elephant")).isEqualTo(1);
        assertThat(rig.one("SELECT count(*) FROM document WHERE source_version = 'script:a:2' AND "
                        + "indexed_version = 'script:a:1' AND connector_id = " + connector))
                .isEqualTo(1);
        script.undisturbed();
        assertThat(rig.run(connector, RunKind.FULL).summary()).isEqualTo("completed listed=1 updated=1 fetched=1");
        assertThat(found("elephant")).isZero();
        assertThat(found("giraffe")).isEqualTo(1);
    }

    @Test
    @DisplayName("L9: a document that is gone when it is read is recorded, and the next listing decides")
    void recordsWhatIsGone() {
        script.pages(List.of(Script.text("a", "1"), Script.document("x", "1", new Content.Deferred())));
        assertThat(sync()).isEqualTo("partial listed=2 added=1 failed=1");
        script.pages(List.of(Script.text("a", "1")));
        assertThat(sync()).isEqualTo("completed listed=1 unchanged=1 tombstoned=1");
    }

    @Test
    @DisplayName("L2: an id that cannot be stored makes the listing incomplete, and is counted as skipped")
    void reportsIdsThatCannotBeStored() {
        script.pages(List.of(Script.text("a", "1"), Script.text("b", "1")));
        sync();
        script.pages(List.of(Script.text("a", "1"), Script.text("x".repeat(2001), "1")));
        assertThat(sync()).isEqualTo("completed listed=2 unchanged=1 skipped=1");
    }
}
