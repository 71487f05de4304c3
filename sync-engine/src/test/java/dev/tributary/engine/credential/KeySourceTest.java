package dev.tributary.engine.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.engine.storage.StartRefused;
import dev.tributary.engine.storage.StorageSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

final class KeySourceTest {
    private static final String FIRST = EncryptionKey.generate(new Random(1));
    private static final String SECOND = EncryptionKey.generate(new Random(2));
    private static final String OUTSIDE = "postgresql://ada:x@db/kb";

    @TempDir
    private Path data;

    @Test
    void createsAKeyFileForItsOwnerOnlyAndKeepsIt() throws IOException {
        KeyRing created = keys(new EncryptionSettings(null, null, null, List.of()), null);
        Path file = data.resolve("encryption.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(keys(new EncryptionSettings(" ", null, null, List.of()), null)
                        .ids())
                .isEqualTo(created.ids());
    }

    @Test
    void prefersTheKeyOfTheSettingsAndStillOpensWithTheFile() throws IOException {
        KeyRing created = keys(new EncryptionSettings(null, null, null, List.of()), null);
        KeyRing rotated = keys(new EncryptionSettings(FIRST, null, null, List.of()), null);
        assertThat(rotated.current().id()).isEqualTo(id(FIRST));
        assertThat(rotated.key(created.current().id())).isPresent();
    }

    @Test
    void refusesToStartWithAnOutsideDatabaseAndNoKey() {
        assertThatThrownBy(() -> keys(new EncryptionSettings(null, null, null, List.of()), OUTSIDE))
                .isInstanceOf(StartRefused.class)
                .hasMessageContainingAll("TRIBUTARY_ENCRYPTION_KEY", "openssl rand -base64 32");
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void takesBothKindsOfKeysFromTheEnvironment() {
        Map<String, Object> variables =
                Map.of("TRIBUTARY_ENCRYPTION_KEY", FIRST, "TRIBUTARY_ENCRYPTION_OLD_KEYS", SECOND + "," + FIRST);
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables));
        EncryptionSettings settings = new Binder(ConfigurationPropertySources.get(environment))
                .bindOrCreate("tributary", EncryptionSettings.class);
        KeyRing ring = keys(settings, OUTSIDE);
        assertThat(ring.current().id()).isEqualTo(id(FIRST));
        assertThat(ring.ids()).containsExactlyInAnyOrder(id(FIRST), id(SECOND));
        assertThat(settings.toString()).doesNotContain(FIRST, SECOND);
    }

    @Test
    void takesKeysFromAFileTheCurrentOneFirst() throws IOException {
        Path file = Files.writeString(data.resolve("keys"), "\n" + SECOND + "\n\n" + FIRST + "\n");
        KeyRing ring = keys(new EncryptionSettings(null, file, null, List.of()), OUTSIDE);
        assertThat(ring.current().id()).isEqualTo(id(SECOND));
        assertThat(ring.ids()).containsExactlyInAnyOrder(id(FIRST), id(SECOND));
    }

    @Test
    void takesKeysFromWhatACommandPrints() {
        String command = "echo " + FIRST + "; echo " + SECOND;
        KeyRing ring = keys(new EncryptionSettings(null, null, command, List.of()), OUTSIDE);
        assertThat(ring.current().id()).isEqualTo(id(FIRST));
        assertThat(ring.ids()).containsExactlyInAnyOrder(id(FIRST), id(SECOND));
    }

    @ParameterizedTest
    @CsvSource({"exit 3, ended with exit code 3", "true, holds no key", "echo nonsense!, is not base64"})
    void refusesToStartWithoutWhatACommandShouldPrint(String command, String reason) {
        assertThatThrownBy(() -> keys(new EncryptionSettings(null, null, command, List.of()), OUTSIDE))
                .isInstanceOf(StartRefused.class)
                .hasMessageContainingAll("TRIBUTARY_ENCRYPTION_KEY_COMMAND", reason)
                .hasMessageNotContaining("nonsense");
    }

    @Test
    void refusesAFileThatIsNotThereAndTwoPlacesAtOnce() {
        Path nowhere = data.resolve("nowhere");
        assertThatThrownBy(() -> keys(new EncryptionSettings(null, nowhere, null, List.of()), OUTSIDE))
                .hasMessageContainingAll("TRIBUTARY_ENCRYPTION_KEY_FILE", "nowhere", "no such file");
        assertThatThrownBy(() -> keys(new EncryptionSettings(FIRST, nowhere, null, List.of()), OUTSIDE))
                .hasMessageContaining("More than one of");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not base64 at all!", "c2hvcnQ=", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void refusesWhatIsNoKeyWithoutRepeatingIt(String key) {
        assertThatThrownBy(() -> keys(new EncryptionSettings(key, null, null, List.of()), null))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("TRIBUTARY_ENCRYPTION_KEY")
                .hasMessageNotContaining(key);
        assertThatThrownBy(() -> keys(new EncryptionSettings(FIRST, null, null, List.of(key)), null))
                .hasMessageContaining("TRIBUTARY_ENCRYPTION_OLD_KEYS");
    }

    @Test
    void refusesABrokenKeyFileInsteadOfReplacingIt() throws IOException {
        Path file = data.resolve("encryption.key");
        Files.writeString(file, "");
        assertThatThrownBy(() -> keys(new EncryptionSettings(null, null, null, List.of()), null))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(file.toString());
        assertThat(file).isEmptyFile();
    }

    private KeyRing keys(EncryptionSettings settings, @Nullable String databaseUrl) {
        return new KeySource(settings, new StorageSettings(data, databaseUrl), new Random(5))
                .keys()
                .ring();
    }

    private static String id(String key) {
        return EncryptionKey.parse(key, "test").id();
    }
}
