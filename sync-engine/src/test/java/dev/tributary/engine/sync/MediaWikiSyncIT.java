package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.testkit.server.MediaWikiServer;
import dev.tributary.engine.storage.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real MediaWiki; skipped where none is installed. A page keeps its id when it is renamed, and gets a revision. */
final class MediaWikiSyncIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final MediaWikiServer wiki = MediaWikiServer.start();
    private Mirror mirror;

    @BeforeEach
    void fill() {
        wiki.create(Map.of(
                "Lathe", "A lathe turns wood.",
                "Plane", "A plane makes seventeen shavings.",
                "Vice", "A vice holds.",
                "Saw", "A saw cuts.",
                "Awl", "An awl pierces."));
        mirror = new Mirror(DATABASE, "mediawiki", Map.of("wikiUrl", List.of(wiki.url())));
        wiki.age();
    }

    @AfterEach
    void close() {
        mirror.close();
        wiki.close();
    }

    @Test
    void fullRunsCountEachKindOfChange() {
        beginsWithSixPages();
        var renamed = mirror.titled("Plane");
        var edited = mirror.titled("Lathe");
        change();
        assertThat(mirror.full()).isEqualTo("completed listed=6 added=1 updated=2 unchanged=3 fetched=3 tombstoned=1");
        showsTheChange(renamed, edited);
        assertThat(mirror.full())
                .as("what was tombstoned is purged by the next complete listing without it")
                .isEqualTo("completed listed=6 unchanged=6 purged=1");
        assertThat(mirror.full()).isEqualTo("completed listed=6 unchanged=6");
    }

    @Test
    void changeFeedTellsTheSame() {
        beginsWithSixPages();
        assertThat(mirror.sync()).as("nothing changed").isEqualTo("completed");
        var renamed = mirror.titled("Plane");
        var edited = mirror.titled("Lathe");
        change();
        assertThat(mirror.sync()).isEqualTo("completed listed=3 added=1 updated=2 fetched=3 tombstoned=1");
        showsTheChange(renamed, edited);
        assertThat(mirror.sync())
                .as("the feed tells of the last two minutes again")
                .isEqualTo("completed listed=3 unchanged=3");
        wiki.age();
        assertThat(mirror.sync()).as("nothing changed").isEqualTo("completed");
        assertThat(mirror.full())
                .as("a full run after it finds nothing that it missed")
                .isEqualTo("completed listed=6 unchanged=6 purged=1");
    }

    private void beginsWithSixPages() {
        assertThat(mirror.full()).as("five and the main page").isEqualTo("completed listed=6 added=6 fetched=6");
        assertThat(mirror.full()).isEqualTo("completed listed=6 unchanged=6");
        assertThat(mirror.found("seventeen")).containsExactly("Plane");
    }

    private void change() {
        wiki.edit("Drill", "A drill bores holes.")
                .edit("Lathe", "A lathe turns brass.")
                .move("Plane", "Jack plane")
                .delete("Awl");
    }

    private void showsTheChange(long renamed, long edited) {
        assertThat(mirror.titled("Jack plane")).isEqualTo(renamed);
        assertThat(mirror.found("seventeen")).containsExactly("Jack plane");
        assertThat(mirror.titled("Lathe")).isEqualTo(edited);
        assertThat(mirror.text(edited)).contains("brass");
        assertThat(mirror.found("brass")).containsExactly("Lathe");
        assertThat(mirror.found("bore")).containsExactly("Drill");
        assertThat(mirror.found("pierces")).isEmpty();
    }
}
