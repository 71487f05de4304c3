package dev.tributary.engine.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.storage.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/**
 * Canaries: an engine in a process of its own is given secrets of every kind and uses them, well and in vain; then they are
 * looked for wherever somebody could find them.
 */
final class CanaryIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Duration KEPT_AT_MOST = Duration.ofSeconds(90);
    private static final Duration BETWEEN_DUMPS = Duration.ofSeconds(15);
    private static final String ENCRYPTION_KEY = "Y2FuYXJ5LW9mLXRoZS1lbmNyeXB0aW9uLWtleS0zMi4=";

    @TempDir
    private static Path directory;

    private static @Nullable EverySecret secrets;
    private static @Nullable ChildEngine engine;
    private static @Nullable Talk talk;

    @BeforeAll
    static void tell() throws Exception {
        secrets = new EverySecret();
        engine = ChildEngine.start(
                Map.of(
                        "TRIBUTARY_DATABASE_URL",
                        DATABASE.url(),
                        "TRIBUTARY_DATA",
                        directory.toString(),
                        "TRIBUTARY_ENCRYPTION_KEY",
                        ENCRYPTION_KEY,
                        "TRIBUTARY_ADMIN_PASSWORD",
                        secrets.password,
                        "TRIBUTARY_PUBLIC_URL",
                        "http://127.0.0.1",
                        "LOGGING_LEVEL_ORG_SPRINGFRAMEWORK_WEB",
                        "DEBUG",
                        "LOGGING_LEVEL_IO_R2DBC",
                        "DEBUG",
                        "LOGGING_LEVEL_DEV_TRIBUTARY",
                        "DEBUG"),
                "fake",
                secrets.provider.at(""));
        talk = new Talk(engine.url());
        secrets.tell(talk);
        secrets.look(talk);
    }

    @AfterAll
    static void leaveNothing() {
        Stream.of(talk, engine, secrets).filter(Objects::nonNull).forEach(CanaryIT::close);
    }

    private static void close(AutoCloseable open) {
        try (open) {
            // closed here
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("S2: no secret is in the log, even where it tells everything")
    void notInTheLog() {
        assertThat(everywhere().in(Objects.requireNonNull(engine).log())).isEmpty();
    }

    @Test
    @DisplayName("S2: no secret is in an answer, but the one that shows it for the only time")
    void notInAnswers() {
        var heard = Objects.requireNonNull(talk).heard();
        assertThat(heard).contains("/api/v1/credentials", "***");
        assertThat(everywhere().in(heard)).isEmpty();
    }

    @Test
    @DisplayName("S2: no secret is in the database")
    void notInTheDatabase() {
        var dump = dump();
        assertThat(dump).contains("s1.", "***");
        assertThat(everywhere().in(dump)).isEmpty();
    }

    /**
     * What stays for the life of the process is what it was started with: the encryption key and the password of the first start.
     * All else goes with the last connection that carried it: one to a source or provider closes half a minute after its last
     * use, and what its pool remembers follows; one of a person closes after a minute.
     */
    @Test
    @DisplayName("S2: what was used is gone from the heap a minute and a half after it was used")
    void notInTheHeap() throws Exception {
        var told = Objects.requireNonNull(secrets);
        var kept = new Needles(List.of(told.password));
        var gone = new Needles(told.usedUp());
        var limit = Instant.now().plus(KEPT_AT_MOST);
        assertThat(gone.texts()).hasSizeGreaterThan(25);
        List<String> found;
        Instant begun;
        do {
            Mono.delay(BETWEEN_DUMPS).block();
            begun = Instant.now();
            var dump = dumped();
            assertThat(kept.in(dump)).isNotEmpty();
            found = gone.in(dump);
        } while (!found.isEmpty() && begun.isBefore(limit));
        assertThat(found).isEmpty();
    }

    private static Path dumped() throws Exception {
        var file = directory.resolve("heap.hprof");
        Objects.requireNonNull(engine).dump(file);
        return file;
    }

    private static Needles everywhere() {
        var all = Stream.concat(Objects.requireNonNull(secrets).canaries().stream(), Stream.of(ENCRYPTION_KEY));
        return new Needles(all.toList());
    }

    private static String dump() {
        var tables = texts("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'");
        return Arrays.stream(tables.split("\n"))
                .map(table -> texts("SELECT row_to_json(t)::text FROM %s t".formatted(table)))
                .collect(Collectors.joining("\n"));
    }

    private static String texts(String sql) {
        return Objects.requireNonNull(DATABASE.client()
                .sql(sql)
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .all()
                .collect(Collectors.joining("\n"))
                .block(Duration.ofSeconds(30)));
    }
}
