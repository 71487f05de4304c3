package dev.tributary.engine.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.engine.storage.OwnerOnlyFile;
import dev.tributary.engine.storage.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

final class KeyRotationIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int ROWS = 250;
    private static final EncryptionKey FIRST = EncryptionKey.parse(EncryptionKey.generate(new Random(1)), "first");
    private static final EncryptionKey SECOND = EncryptionKey.parse(EncryptionKey.generate(new Random(2)), "second");

    private static final SealedColumn TEXT = new SealedColumn(
            "vault", "id", "one", SealedColumn.Shape.TEXT, (row, _) -> new SecretOwner("vault/" + row, "one"));
    private static final SealedColumn BY_NAME = new SealedColumn(
            "vault",
            "id",
            "many",
            SealedColumn.Shape.BY_NAME,
            (row, name) -> new SecretOwner("vault/" + row, "many/" + name));

    @TempDir
    private Path directory;

    private final DatabaseClient db = DATABASE.client();
    private final SecretBox box = new SecretBox(new KeyRing(FIRST, List.of()));

    @BeforeEach
    void fill() {
        execute("CREATE TABLE vault (id bigint PRIMARY KEY, one text, many jsonb NOT NULL DEFAULT '{}')");
        for (var row = 1; row <= ROWS; row++) {
            execute("INSERT INTO vault VALUES (%1$d, '%2$s', '{\"key\": \"%3$s\", \"o''token\": \"%4$s\"}')"
                    .formatted(
                            row,
                            box.seal("one " + row, TEXT.owner().of("" + row, "")),
                            box.seal("key " + row, BY_NAME.owner().of("" + row, "key")),
                            box.seal("token " + row, BY_NAME.owner().of("" + row, "o'token"))));
        }
        execute("INSERT INTO vault VALUES (0, NULL, '{}')");
    }

    @AfterEach
    void drop() {
        execute("DROP TABLE vault");
    }

    @Test
    @DisplayName("S1: a new key takes over all stored secrets, and says how far it is")
    void takesOver() {
        box.use(new KeyRing(SECOND, List.of(FIRST)));
        var rotation = rotation(Optional.empty());
        assertThat(wait(rotation.progress()).remaining()).isEqualTo(3 * ROWS);
        assertThat(wait(rotation.reseal())).isEqualTo(3 * ROWS);
        assertThat(wait(rotation.progress()).remaining()).isZero();
        assertThat(wait(rotation.reseal())).isZero();
        box.use(new KeyRing(SECOND, List.of()));
        assertThat(open(TEXT, 250, "", "one")).isEqualTo("one 250");
        assertThat(open(BY_NAME, 7, "o'token", "many ->> 'o''token'")).isEqualTo("token 7");
    }

    @Test
    @DisplayName("S1: a secret that cannot be read holds up no other")
    void passesOverWhatItCannotRead() {
        execute("UPDATE vault SET one = (SELECT one FROM vault WHERE id = 2) WHERE id = 1");
        box.use(new KeyRing(SECOND, List.of(FIRST)));
        var rotation = rotation(Optional.empty());
        assertThat(wait(rotation.reseal())).isEqualTo(3 * ROWS - 1);
        assertThat(wait(rotation.progress()).remaining()).isEqualTo(1);
    }

    @Test
    @DisplayName("S1: a secret copied into another row does not open there")
    void bindsASecretToItsRow() {
        execute("UPDATE vault SET one = (SELECT one FROM vault WHERE id = 2) WHERE id = 1");
        assertThat(open(TEXT, 2, "", "one")).isEqualTo("one 2");
        assertThatThrownBy(() -> open(TEXT, 1, "", "one"))
                .isInstanceOf(SecretUnreadable.class)
                .hasMessageContaining("belongs to another row");
    }

    @Test
    void writesANewKeyToTheFileBeforeItSealsAndForgetsTheOldOneWhenItSealsNothing() throws IOException {
        var file = new OwnerOnlyFile(directory.resolve("encryption.key"));
        file.write(FIRST.base64());
        var rotation = rotation(Optional.of(file));
        assertThat(wait(rotation.forget(FIRST.id()))).isEqualTo(KeyRotation.Answer.IN_USE);

        assertThat(wait(rotation.renew())).isEqualTo(KeyRotation.Answer.DONE);
        var keys = file.read().orElseThrow().lines().toList();
        assertThat(keys).hasSize(2).last().isEqualTo(FIRST.base64());
        assertThat(box.keys().current().base64()).isEqualTo(keys.getFirst());

        wait(rotation.reseal());
        assertThat(wait(rotation.forget("0123456789abcdef"))).isEqualTo(KeyRotation.Answer.NO_SUCH_KEY);
        assertThat(wait(rotation.forget(FIRST.id()))).isEqualTo(KeyRotation.Answer.DONE);
        assertThat(file.read()).contains(keys.getFirst());
        assertThat(open(TEXT, 3, "", "one")).isEqualTo("one 3");
    }

    @Test
    void makesNoKeyWhereKeysAreKeptElsewhere() {
        assertThat(wait(rotation(Optional.empty()).renew())).isEqualTo(KeyRotation.Answer.KEPT_ELSEWHERE);
    }

    @Test
    void tellsOfAKeyThatIsNotHere() {
        box.use(new KeyRing(SECOND, List.of()));
        assertThat(wait(rotation(Optional.empty()).progress()).keys())
                .containsExactly(
                        new KeyRotation.Key(SECOND.id(), true, true, 0),
                        new KeyRotation.Key(FIRST.id(), false, false, 3 * ROWS));
    }

    private KeyRotation rotation(Optional<OwnerOnlyFile> file) {
        var keys = new Keys(box.keys(), Keys.Place.DATA_DIRECTORY, file);
        return new KeyRotation(new SealedSecrets(db, List.of(TEXT, BY_NAME)), box, keys, new Random(3));
    }

    private String open(SealedColumn column, long row, String name, String expression) {
        var sealed = wait(db.sql("SELECT %s FROM vault WHERE id = %d".formatted(expression, row))
                .map(found -> Objects.requireNonNull(found.get(0, String.class)))
                .one());
        return box.open(sealed, column.owner().of(Long.toString(row), name));
    }

    private void execute(String sql) {
        db.sql(sql).then().block(Duration.ofSeconds(10));
    }

    private static <T> T wait(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(Duration.ofSeconds(30)));
    }
}
