package dev.tributary.source.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.Coverage;
import dev.tributary.connector.DocumentPage;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ExternalDocument.Content;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.testkit.Listing;
import dev.tributary.source.folder.FolderWalk.FolderReader;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderListingTest {

    private static final FolderReader DISK = Files::newDirectoryStream;

    @TempDir
    private Path root = Path.of("");

    private Vault vault = new Vault(root);

    @BeforeEach
    void open() {
        vault = new Vault(root);
    }

    @Test
    void seesWhatWasAddedEditedRenamedAndDeleted() throws IOException, InterruptedException {
        for (var name : List.of("kept.md", "edited.md", "touched.md", "old.md", "deleted.md")) {
            Files.setLastModifiedTime(vault.write(name, "text"), FileTime.from(Instant.parse("2025-01-01T00:00:00Z")));
        }
        var before = vault.versions();
        vault.write("edited.md", "longer text");
        Files.setLastModifiedTime(
                root.resolve("touched.md"), FileTime.from(Instant.parse("2025-01-01T00:00:00.000001Z")));
        Files.move(root.resolve("old.md"), root.resolve("new.md"));
        Files.delete(root.resolve("deleted.md"));
        vault.write("added/note.md", "");
        var after = vault.versions();
        assertThat(after.keySet())
                .containsExactlyInAnyOrder("kept.md", "edited.md", "touched.md", "new.md", "added/note.md");
        var changed = new HashMap<>(after);
        changed.entrySet().removeAll(before.entrySet());
        assertThat(changed).containsOnlyKeys("edited.md", "touched.md", "new.md", "added/note.md");
        assertThat(after).containsEntry("kept.md", "folder:kept.md:1735689600000000000:4");
    }

    @Test
    void defersContentAndSaysWhereAPersonFindsTheFile() throws IOException, InterruptedException {
        vault.write("Q&A/what now?.md", "");
        var document = vault.listing().documents().getFirst();
        assertThat(document.content()).isEqualTo(new Content.Deferred());
        assertThat(document.title()).isEqualTo("what now?");
        assertThat(document.sourceUrl()).hasValueSatisfying(url -> {
            assertThat(url.toString()).startsWith("file:///").endsWith("/Q&A/what%20now%3F.md");
            assertThat(Path.of(url)).exists();
        });
    }

    @Test
    void saysWhichRuleLeftAFileOut() throws IOException, InterruptedException {
        for (var path : List.of("a.md", "b.pdf", "drafts/c.md", ".hidden.md", ".git/HEAD", "x/node_modules/y.md")) {
            vault.write(path, "text");
        }
        var session = vault.session(Map.of("include", List.of("*.md"), "exclude", List.of("a*")));
        var rules = Listing.of(new FolderConnector(), session, ListRequest.EVERYTHING).documents().stream()
                .filter(document -> document.content() instanceof Content.Filtered)
                .collect(Collectors.toMap(ExternalDocument::externalId, document -> rule(document.content())));
        assertThat(rules)
                .isEqualTo(
                        Map.of("a.md", "exclude: a*", "b.pdf", "include: *.md", ".hidden.md", "always left out: .*"));
        var pruned = vault.session(Map.of("exclude", List.of("drafts/**")));
        assertThat(Listing.of(new FolderConnector(), pruned, ListRequest.EVERYTHING)
                        .ids())
                .containsExactly(".hidden.md", "a.md", "b.pdf");
        assertThat(new FolderConnector().getDocument(pruned, "drafts/c.md"))
                .map(ExternalDocument::content)
                .contains(new Content.Filtered("exclude: drafts/**"));
    }

    @Test
    void skipsWhatIsTooLarge() throws IOException, InterruptedException {
        Files.write(root.resolve("large.bin"), new byte[1_000_001]);
        Files.write(root.resolve("fits.bin"), new byte[1_000_000]);
        var session = vault.session(Map.of("maxFileSize", List.of("1")));
        var listed = Listing.of(new FolderConnector(), session, ListRequest.EVERYTHING).documents().stream()
                .collect(Collectors.toMap(ExternalDocument::externalId, ExternalDocument::content));
        assertThat(listed)
                .containsEntry("fits.bin", new Content.Deferred())
                .containsEntry(
                        "large.bin", new Content.Skipped("1,000,001 bytes, and the largest file to read is 1,000,000"));
        assertThat(new FolderConnector().getDocument(session, "large.bin"))
                .map(ExternalDocument::content)
                .contains(listed.get("large.bin"));
    }

    @Test
    void isPartialWhereAFolderCannotBeRead() throws IOException, InterruptedException {
        vault.write("a/one.md", "");
        vault.write("locked/two.md", "");
        vault.write("z.md", "");
        var connector = new FolderConnector(
                path -> {
                    if (path.endsWith("locked")) {
                        throw new AccessDeniedException(path.toString());
                    }
                    return DISK.open(path);
                },
                1);
        var listing = vault.listing(connector);
        assertThat(listing.ids()).containsExactly("a/one.md", "z.md");
        assertThat(listing.pages().stream().map(DocumentPage::coverage))
                .containsExactly(Coverage.partial("Cannot be read: locked (permission denied)"), Coverage.COMPLETE);
    }

    @Test
    void isPartialWhereAFolderGoesUnderTheWalk() throws IOException, InterruptedException {
        vault.write("going/one.md", "");
        vault.write("z.md", "");
        var connector = new FolderConnector(
                path -> {
                    if (path.endsWith("going")) {
                        Files.delete(path.resolve("one.md"));
                        Files.delete(path);
                    }
                    return DISK.open(path);
                },
                10);
        var page = connector.listDocuments(vault.session(), ListRequest.EVERYTHING);
        assertThat(Vault.ids(page)).containsExactly("z.md");
        assertThat(page.coverage()).isEqualTo(Coverage.partial("Cannot be read: going (it is gone)"));
    }

    @Test
    void isPartialWhereAFolderGoesAfterItWasRead() throws IOException, InterruptedException {
        vault.write("going/1.md", "");
        vault.write("going/2.md", "");
        vault.write("going/3.md", "");
        var connector = new FolderConnector(Files::newDirectoryStream, 1);
        var session = vault.session();
        var first = connector.listDocuments(session, ListRequest.EVERYTHING);
        Files.move(root.resolve("going"), root.resolve("a-moved"));
        assertThat(Vault.ids(first)).containsExactly("going/1.md");
        var second = connector.listDocuments(session, ListRequest.EVERYTHING.from("going/1.md"));
        assertThat(second.coverage()).isEqualTo(Coverage.partial("Cannot be read: going (it is gone)"));
    }

    @Test
    void isPartialWhereNothingIsThereAsIfAShareWereNotMounted() throws IOException, InterruptedException {
        var empty = vault.listing();
        assertThat(empty.ids()).isEmpty();
        assertThat(empty.pages().getLast().coverage())
                .isInstanceOfSatisfying(
                        Coverage.Partial.class,
                        partial -> assertThat(partial.reason()).contains("see whether it is mounted"));
        vault.write(".keep", "");
        assertThat(vault.listing().isComplete()).isTrue();
        Files.delete(root.resolve(".keep"));
        Files.createDirectory(root.resolve("folder"));
        assertThat(vault.listing().isComplete()).isTrue();
    }

    @Test
    void isPartialWhereTheShareIsUnmountedUnderTheWalk() throws IOException, InterruptedException {
        for (var name : List.of("a.md", "b.md", "c.md")) {
            vault.write(name, "");
        }
        var connector = new FolderConnector(DISK, 1);
        var session = vault.session();
        connector.listDocuments(session, ListRequest.EVERYTHING);
        for (var name : List.of("a.md", "b.md", "c.md")) {
            Files.delete(root.resolve(name));
        }
        var pages = Listing.of(connector, session, ListRequest.EVERYTHING.from("a.md"))
                .pages();
        assertThat(pages.getLast().coverage()).isInstanceOf(Coverage.Partial.class);
    }

    @Test
    void namesTheFirstOfManyProblems() throws IOException, InterruptedException {
        for (var i = 0; i < 7; i++) {
            vault.write("locked" + i + "/note.md", "");
        }
        var connector = new FolderConnector(
                path -> {
                    if (path.equals(root.toRealPath())) {
                        return DISK.open(path);
                    }
                    throw new AccessDeniedException(path.toString());
                },
                1);
        var page = connector.listDocuments(vault.session(), ListRequest.EVERYTHING);
        assertThat(page.coverage())
                .isInstanceOfSatisfying(
                        Coverage.Partial.class,
                        partial ->
                                assertThat(partial.reason()).contains("locked4").endsWith(" and 2 more"));
    }

    @Test
    void stopsWhenInterrupted() throws IOException {
        vault.write("a.md", "");
        Thread.currentThread().interrupt();
        assertThatThrownBy(vault::listing).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    private static String rule(Content content) {
        return content instanceof Content.Filtered(String rule) ? rule : "";
    }
}
