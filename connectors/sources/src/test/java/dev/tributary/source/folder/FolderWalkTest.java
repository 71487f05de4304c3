package dev.tributary.source.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FolderWalkTest {

    @TempDir
    private Path root = Path.of("");

    private Vault vault = new Vault(root);

    @BeforeEach
    void open() throws IOException {
        vault = new Vault(root.toRealPath());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void goesOnFromEachFileWhileOthersVanish(long seed) throws IOException, InterruptedException {
        var random = new Random(seed);
        grow(random);
        var all = walk(Optional.empty(), 3);
        assertThat(new TreeSet<>(all)).hasSameSizeAs(all);
        var gone = new TreeSet<String>();
        for (var at = 0; at < all.size(); at++) {
            var victim = all.get(random.nextInt(all.size()));
            if (gone.add(victim)) {
                Files.delete(FileId.parse(victim).orElseThrow().in(vault.root()));
            }
            var rest = new ArrayList<>(all.subList(at + 1, all.size()));
            rest.removeAll(gone);
            assertThat(walk(FileId.parse(all.get(at)), 1 + random.nextInt(4)))
                    .as("after %s", all.get(at))
                    .isEqualTo(rest);
        }
    }

    @Test
    void keepsItsOrderWhateverFitsIntoMemory() throws IOException, InterruptedException {
        grow(new Random(6));
        var all = walk(Optional.empty(), 10_000);
        assertThat(all).hasSizeGreaterThan(50);
        for (var names : List.of(1, 2, 7)) {
            assertThat(walk(Optional.empty(), names)).isEqualTo(all);
        }
    }

    @Test
    void goesOnWhereAFolderTookTheNameOfAFile() throws IOException, InterruptedException {
        vault.write("a", "");
        vault.write("b", "");
        vault.write("c/x", "");
        var after = FileId.parse("b");
        Files.delete(vault.root().resolve("b"));
        vault.write("b/new", "");
        assertThat(walk(after, 10)).containsExactly("b/new", "c/x");
        var inside = FileId.parse("c/x");
        Files.delete(vault.root().resolve("c/x"));
        Files.delete(vault.root().resolve("c"));
        vault.write("c", "");
        assertThat(walk(inside, 10)).containsExactly("c");
    }

    @Test
    void followsLinksInsideTheRoot() throws IOException, InterruptedException {
        vault.write("real/note.md", "");
        vault.link("alias.md", "real/note.md");
        vault.link("folder", "real");
        assertThat(walk(Optional.empty(), 10)).containsExactly("alias.md", "folder/note.md", "real/note.md");
        assertThat(vault.read("folder/note.md")).isPresent();
        assertThat(vault.read("alias.md")).isPresent();
    }

    @Test
    void goesRoundNoLoop() throws IOException, InterruptedException {
        vault.write("a/note.md", "");
        vault.write("b/note.md", "");
        vault.link("a/up", "..");
        vault.link("a/self", ".");
        vault.link("a/b", "../b");
        vault.link("b/a", "../a");
        vault.link("ring1", "ring2");
        vault.link("ring2", "ring1");
        vault.link("dangling", "nowhere");
        assertThat(walk(Optional.empty(), 10)).containsExactly("a/b/note.md", "a/note.md", "b/a/note.md", "b/note.md");
        assertThat(vault.listing().isComplete()).isTrue();
        assertThat(vault.read("ring1")).isEmpty();
        assertThat(vault.read("ring1/note.md")).isEmpty();
        assertThat(vault.read("dangling")).isEmpty();
    }

    @Test
    void neverFollowsALinkOutOfTheRoot(@TempDir Path outside) throws IOException, InterruptedException {
        new Vault(outside).write("secret.md", "secret");
        vault.link("file.md", outside.resolve("secret.md").toString());
        vault.link("folder", outside.toString());
        vault.link("hop", "folder");
        assertThat(walk(Optional.empty(), 10)).isEmpty();
        for (var id : List.of("file.md", "folder/secret.md", "hop/secret.md", "folder")) {
            assertThat(vault.read(id)).as(id).isEmpty();
        }
    }

    @Test
    void leavesOutWhatIsNoFile() throws IOException, InterruptedException {
        vault.write("a.md", "");
        var made = new ProcessBuilder("mkfifo", vault.root().resolve("pipe.md").toString())
                .start()
                .waitFor();
        assertThat(made).isZero();
        assertThat(walk(Optional.empty(), 10)).containsExactly("a.md");
        assertThat(vault.read("pipe.md")).isEmpty();
    }

    @Test
    void comesThroughADeepFolder() throws IOException, InterruptedException {
        var deep = String.join("/", Collections.nCopies(400, "d")) + "/note.md";
        vault.write(deep, "");
        assertThat(walk(Optional.empty(), 10)).containsExactly(deep);
    }

    private void grow(Random random) throws IOException {
        var names = List.of("a", "a b", "a-b", "a.md", "B", "b", "\u00e9", "e\u0301", "\uD83D\uDCD3", "%41", "z:y");
        for (var i : IntStream.range(0, 80).toArray()) {
            var path = new StringBuilder();
            for (var depth = random.nextInt(3); depth > 0; depth--) {
                path.append(names.get(random.nextInt(names.size()))).append("_/");
            }
            vault.write(path + names.get(random.nextInt(names.size())) + i % 20, "");
        }
    }

    private List<String> walk(Optional<FileId> after, int namesAtOnce) throws InterruptedException {
        var settings = FolderSettings.of(vault.session(Map.of()).config());
        var walk = new FolderWalk(settings, Files::newDirectoryStream, namesAtOnce, after.orElse(FileId.ROOT));
        var ids = new ArrayList<String>();
        for (var file = walk.next(); file.isPresent(); file = walk.next()) {
            ids.add(file.get().id().text());
        }
        assertThat(walk.takeProblems()).isEmpty();
        return ids;
    }
}
