package dev.tributary.engine.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.SourceConfig;
import dev.tributary.meta.AuthConfig;
import dev.tributary.meta.ConfigField.Format;
import dev.tributary.meta.ConfigField.ShortInput;
import dev.tributary.meta.ConnectorMeta;
import dev.tributary.meta.Prompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerFoldersTest {

    private static final ConnectorMeta TYPE = ConnectorMeta.of("disk", "Disk", "A disk.", new AuthConfig.None())
            .asking(
                    new ShortInput("path", Prompt.required("Folder"), Format.FOLDER),
                    new ShortInput("name", Prompt.optional("Name")));

    @TempDir
    private Path machine;

    private ServerFolders folders = new ServerFolders(List.of(), List.of(), List.of());

    @BeforeEach
    void fill() throws IOException {
        for (var folder : List.of("home/notes/deep", "home/.ssh", "home/data/postgres", "etc")) {
            Files.createDirectories(machine.resolve(folder));
        }
        Files.createSymbolicLink(machine.resolve("home/shortcut"), machine.resolve("etc"));
        Files.createSymbolicLink(machine.resolve("way-in"), machine.resolve("home/notes"));
        folders = new ServerFolders(
                List.of(machine.resolve("home")),
                List.of(machine.resolve("home/data")),
                List.of(new ServerFolders.Shipped(machine.resolve("home/data/welcome"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"home/notes", "home/notes/deep", "home/notes/not-there-yet", "home/data/welcome", "way-in/deep"})
    void opensWhatLiesBelowAnOpenFolder(String path) {
        assertThatCode(() -> check(machine.resolve(path).toString())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "etc",
                "not-there-either",
                "",
                "home",
                "home/data",
                "home/data/postgres/base",
                "home/.ssh",
                "home/notes/.git/objects",
                "home/shortcut",
                "home/shortcut/ssl",
                "home/../etc",
                "home/notes/../../etc",
                "homestead"
            })
    void refusesAllElse(String path) {
        var refusal = catchThrowableOfType(ConfigRejected.class, () -> check(machine + "/" + path));
        assertThat(refusal.field()).isEqualTo("path");
        assertThat(refusal)
                .hasMessageContaining("is not among the folders that may be read here")
                .hasMessageContaining("TRIBUTARY_FOLDERS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes", "~/notes", "\0", "file:///etc"})
    void refusesWhatIsNoFullPath(String path) {
        assertThat(catchThrowableOfType(ConfigRejected.class, () -> check(path)))
                .isNotNull();
    }

    @Test
    void looksAtFolderFieldsOnly() {
        assertThatCode(() -> folders.check(TYPE, new SourceConfig(Map.of("name", List.of("/etc")))))
                .doesNotThrowAnyException();
    }

    private void check(String path) {
        folders.check(TYPE, new SourceConfig(Map.of("path", List.of(path))));
    }
}
