package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.storage.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A folder that holds an Obsidian vault and files of other programs. */
final class FolderSyncIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    private Path folder;

    private Mirror mirror;

    @BeforeEach
    void fill() throws IOException {
        write("vault/Garden.md", "---\ntags: [plants]\n---\n# Garden\n\nTomatoes grow beside the [[Shed]].\n");
        write("vault/Shed.md", "The shed holds spades.\n");
        write("vault/daily/2026-03-01.md", "Planted seventeen onions.\n");
        write("vault/.obsidian/app.json", "{\"theme\": \"obsidian\"}");
        write("letter.txt", "Dear neighbour, the hedge is tall.\n");
        write("report.html", "<html><body><h1>Harvest</h1><p>Nine pumpkins.</p></body></html>");
        write("picture.bin", "\0\1\2\3\4\5\6\7");
        mirror = new Mirror(DATABASE, "folder", Map.of("path", List.of(folder.toString())));
    }

    @AfterEach
    void close() {
        mirror.close();
    }

    @Test
    void countsAreRightAfterEachKindOfChange() throws IOException {
        assertThat(mirror.sync()).isEqualTo("completed listed=6 added=5 skipped=1 fetched=6");
        assertThat(mirror.sync()).isEqualTo("completed listed=6 unchanged=5 skipped=1");
        assertThat(mirror.found("onions")).containsExactly("2026-03-01");

        var renamed = mirror.row("vault/daily/2026-03-01.md");
        var edited = mirror.row("vault/Shed.md");
        write("vault/Pond.md", "Two frogs live here.\n");
        write("vault/Shed.md", "The shed burnt down, spades and all.\n");
        Files.createDirectories(folder.resolve("vault/archive"));
        Files.move(folder.resolve("vault/daily/2026-03-01.md"), folder.resolve("vault/archive/March.md"));
        Files.delete(folder.resolve("letter.txt"));

        assertThat(mirror.sync())
                .isEqualTo("completed listed=6 added=1 updated=1 moved=1 unchanged=2 skipped=1 fetched=3 tombstoned=1");
        assertThat(mirror.row("vault/archive/March.md")).isEqualTo(renamed);
        assertThat(mirror.found("onions")).containsExactly("March");
        assertThat(mirror.row("vault/Shed.md")).isEqualTo(edited);
        assertThat(mirror.text(edited)).contains("burnt down");
        assertThat(mirror.found("burnt")).containsExactly("Shed");
        assertThat(mirror.found("frogs")).containsExactly("Pond");
        assertThat(mirror.found("neighbour")).isEmpty();
        assertThat(mirror.sync())
                .as("what was tombstoned is purged by the next complete listing without it")
                .isEqualTo("completed listed=6 unchanged=5 skipped=1 purged=1");
        assertThat(mirror.sync()).isEqualTo("completed listed=6 unchanged=5 skipped=1");
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
