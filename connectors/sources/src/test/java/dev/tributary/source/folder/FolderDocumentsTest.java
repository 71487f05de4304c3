package dev.tributary.source.folder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.ExternalDocument.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FolderDocumentsTest {

    @TempDir
    private Path root = Path.of("");

    private Vault vault = new Vault(root);

    @BeforeEach
    void open() throws IOException {
        vault = new Vault(root.resolve("vault"));
        vault.write("note.md", "Hello");
        new Vault(root).write("outside.md", "secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside.md",
                "..",
                ".",
                "",
                " ",
                "/etc/passwd",
                "/note.md",
                "//note.md",
                "./note.md",
                "note.md/",
                "a/../note.md",
                "./../outside.md",
                "./%2E%2E/outside.md",
                "./a%2F..%2Fnote.md",
                "note.md\0",
                "\0",
                "./note%00.md",
                "note.md/x",
                "./%zz",
                "./%",
                "note.md/../../outside.md",
                "..\\outside.md",
                "\uD800"
            })
    void idsThatAreNotAPathBelowTheRootAreMissing(String id) {
        assertThat(vault.read(id)).isEmpty();
    }

    @Test
    void aFolderIsNoDocument() throws IOException {
        vault.write("sub/note.md", "");
        assertThat(vault.read("sub")).isEmpty();
    }

    @Test
    void namesThatLookAlikeAreTwoFiles() throws IOException, InterruptedException {
        vault.write("\u00e9.txt", "composed");
        vault.write("e\u0301.txt", "decomposed");
        vault.write("A.txt", "upper");
        vault.write("a.txt", "lower");
        assertThat(vault.content("\u00e9.txt")).isEqualTo(Content.Text.plain("composed"));
        assertThat(vault.content("e\u0301.txt")).isEqualTo(Content.Text.plain("decomposed"));
        assertThat(vault.content("A.txt")).isEqualTo(Content.Text.plain("upper"));
        assertThat(vault.ids()).hasSize(5);
    }

    @Test
    void aNameThatIsNotTextDoesNotStandForOneThatIs() throws IOException, InterruptedException {
        vault.write("\u00e9%E9.txt", "text");
        Files.writeString(Path.of(FileId.parse("./%C3%A9%E9.txt").orElseThrow().uri(vault.root())), "bytes");
        assertThat(vault.ids()).containsExactlyInAnyOrder("note.md", "\u00e9%E9.txt", "./%C3%A9%E9.txt");
        assertThat(vault.content("\u00e9%E9.txt")).isEqualTo(Content.Text.plain("text"));
        assertThat(vault.content("./%C3%A9%E9.txt")).isEqualTo(Content.Text.plain("bytes"));
        assertThat(vault.read("./%C3%A9%E9.txt").orElseThrow().title()).isEqualTo("\u00e9\uFFFD.txt");
    }

    @Test
    void stripsThePropertiesOfANote() throws IOException {
        vault.write("a.md", "\uFEFF---\ntitle: A\n---\nBody");
        assertThat(vault.content("a.md")).isEqualTo(Content.Text.markdown("Body"));
        assertThat(vault.read("a.md").orElseThrow().title()).isEqualTo("A");
    }

    @Test
    void listsANoteWithBrokenPropertiesAndKeepsItsText() throws IOException, InterruptedException {
        for (var broken : List.of("---\ntags: [a\n---\nBody", "---\ntitle: open", "---\n- a list\n---\nBody")) {
            vault.write("broken.md", broken);
            assertThat(vault.ids()).contains("broken.md");
            assertThat(vault.read("broken.md").orElseThrow().title()).isEqualTo("broken");
            assertThat(vault.content("broken.md")).isEqualTo(Content.Text.markdown(broken));
        }
    }

    @Test
    void readsPropertiesOnlyAtTheTopOfALongNote() throws IOException {
        var long1 = "---\ntitle: Far\nnotes: " + "x".repeat(30_000) + "\n---\nBody";
        vault.write("far.md", long1);
        assertThat(vault.read("far.md").orElseThrow().title()).isEqualTo("Far");
        assertThat(vault.content("far.md")).isEqualTo(Content.Text.markdown("Body"));
        vault.write("far.md", "---\ntitle: Far\nnotes: " + "x".repeat(70_000) + "\n---\nBody");
        assertThat(vault.read("far.md").orElseThrow().title()).isEqualTo("far");
    }

    @Test
    void handsOverOtherFilesAsTheyAre() throws IOException {
        vault.write("a.pdf", "%PDF");
        Files.write(vault.root().resolve("b.strange"), new byte[] {1, 0, 2});
        assertThat(vault.content("a.pdf")).isInstanceOfSatisfying(Content.File.class, file -> {
            assertThat(file.name()).isEqualTo("a.pdf");
            assertThat(file.mimeType()).isEqualTo("application/pdf");
            assertThat(file.bytes().toArray()).asString().isEqualTo("%PDF");
        });
        assertThat(vault.content("b.strange"))
                .isInstanceOfSatisfying(
                        Content.File.class, file -> assertThat(file.mimeType()).isEqualTo("application/octet-stream"));
    }

    @Test
    void readsTextOfUnknownTypes() throws IOException {
        vault.write("Makefile", "all:");
        vault.write("empty", "");
        assertThat(vault.content("Makefile")).isEqualTo(Content.Text.plain("all:"));
        assertThat(vault.content("empty")).isEqualTo(Content.Text.plain(""));
    }

    @Test
    void leavesOtherEncodingsAndLongTextToTheEngine() throws IOException {
        Files.writeString(vault.root().resolve("latin.txt"), "caf\u00e9", ISO_8859_1);
        Files.writeString(vault.root().resolve("wide.md"), "wide", UTF_16);
        vault.write("long.txt", "x".repeat(9_000_000));
        for (var id : List.of("latin.txt", "wide.md", "long.txt")) {
            assertThat(vault.content(id)).as(id).isInstanceOf(Content.File.class);
        }
    }
}
