package dev.tributary.engine.welcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.Tributary;
import dev.tributary.engine.storage.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Mono;

@ExtendWith(OutputCaptureExtension.class)
final class FirstStartIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern COMMAND = Pattern.compile("(?m)^ *(curl .*)$");

    private final TestDatabase database = new TestDatabase();

    @RegisterExtension
    final DatabaseForEach databaseForEach = new DatabaseForEach(database);

    @TempDir
    Path data;

    /** Each test starts for the first time. */
    record DatabaseForEach(TestDatabase database) implements BeforeEachCallback, AfterEachCallback {
        @Override
        public void beforeEach(ExtensionContext test) {
            database.beforeAll(test);
        }

        @Override
        public void afterEach(ExtensionContext test) {
            database.afterAll(test);
        }
    }

    @Test
    void makesAKnowledgeBaseThatThePrintedCommandSearches(CapturedOutput console) throws Exception {
        try (var engine = start()) {
            until(console, "documents of \"Welcome\" can be searched now");

            assertThat(engine.isActive()).isTrue();
            assertThat(console).contains("Sign in as  admin").contains("not shown again");
            var command = COMMAND.matcher(console.toString());
            assertThat(command.find()).isTrue();
            assertThat(run(command.group(1))).contains("\"items\":[{").contains("<mark>");
        }
    }

    @Test
    void bringsWhatAPersonDeletedNotBack(CapturedOutput console) {
        try (var engine = start()) {
            until(console, "can be searched now");
            assertThat(engine.isActive()).isTrue();
        }
        execute("DELETE FROM connector");
        execute("DELETE FROM knowledge_base");
        var before = console.toString().length();
        try (var again = start()) {
            until(console, before, "Tributary is ready");

            assertThat(again.isActive()).isTrue();
            assertThat(count("SELECT count(*) FROM knowledge_base")).isZero();
            assertThat(console.toString().substring(before))
                    .doesNotContain("Password")
                    .doesNotContain("curl");
        }
    }

    @Test
    void leavesAnInstallationWithKnowledgeBasesAlone(CapturedOutput console) {
        execute("INSERT INTO knowledge_base (name) VALUES ('Ours')");

        try (var engine = start()) {
            until(console, "Tributary is ready");

            assertThat(engine.isActive()).isTrue();
            assertThat(count("SELECT count(*) FROM knowledge_base")).isEqualTo(1);
        }
    }

    @Test
    void unpacksTheDocumentsAndKeepsThemUpToDate() throws Exception {
        var folder = new WelcomeFolder(data.resolve("elsewhere"), data);
        var unpacked = folder.prepared();
        var names = names(unpacked);
        Files.writeString(unpacked.resolve("old.md"), "from a version before");
        Files.writeString(unpacked.resolve(names.getFirst()), "changed");

        assertThat(folder.prepared()).isEqualTo(unpacked);
        assertThat(names).hasSizeBetween(6, 10).isEqualTo(names(unpacked));
        assertThat(Files.readString(unpacked.resolve(names.getFirst()))).isNotEqualTo("changed");
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(Tributary.class)
                .run(
                        "--server.port=0",
                        "--tributary.welcome=true",
                        "--tributary.data=" + data,
                        "--tributary.database-url=" + database.url(),
                        "--tributary.encryption-key=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    }

    private static String run(String command) throws Exception {
        var shell = new ProcessBuilder("sh", "-c", command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void until(CapturedOutput console, String text) {
        until(console, 0, text);
    }

    private static void until(CapturedOutput console, int from, String text) {
        Mono.fromSupplier(() -> console.toString().substring(from).contains(text))
                .filter(printed -> printed)
                .repeatWhenEmpty(looks -> looks.delayElements(Duration.ofMillis(50)))
                .timeout(PATIENCE)
                .onErrorMap(TimeoutException.class, late -> new AssertionError("never printed: " + text, late))
                .block();
    }

    private void execute(String sql) {
        database.client().sql(sql).then().block(PATIENCE);
    }

    private long count(String sql) {
        return Objects.requireNonNull(database.client()
                .sql(sql)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()
                .block(PATIENCE));
    }
}
