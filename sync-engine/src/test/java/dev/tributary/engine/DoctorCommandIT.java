package dev.tributary.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** {@code doctor} as a user runs it, in a process of its own, before, while and after an engine runs on the same data. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class DoctorCommandIT {

    @TempDir
    private Path directory;

    @AfterEach
    void leaveNothingRunning() throws IOException {
        new EngineData(directory).killDatabase();
    }

    private record Said(int exitCode, String text) {}

    private Said doctor(Map<String, String> environment, String... arguments) throws Exception {
        return doctor(directory, environment, arguments);
    }

    private static Said doctor(Path data, Map<String, String> environment, String... arguments) throws Exception {
        var words = new String[arguments.length + 1];
        words[0] = "doctor";
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        var builder = EngineProcess.command(data, words).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        var process = builder.start();
        try {
            var text = CompletableFuture.supplyAsync(() -> read(process));
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
            return new Said(process.exitValue(), text.join().replaceAll("\\s+", " "));
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void makesNothingWhereNothingIsYet() throws Exception {
        var said = doctor(directory.resolve("data"), Map.of());
        assertThat(said.text())
                .contains("TO DO Data directory: There is nothing in", "Start Tributary", "1 thing to do");
        assertThat(said.exitCode()).isOne();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void looksAtAnInstallationThatRunsAndOneThatRested() throws Exception {
        var engine = EngineProcess.start(directory);
        try {
            engine.awaitUp();
            var untold = doctor(Map.of());
            assertThat(untold.text()).contains("holds the database; only it can look at it", "TRIBUTARY_TOKEN");
            assertThat(untold.exitCode()).isOne();
            asksTheEngine(engine.url());
            assertThat(checks()).singleElement().asString().startsWith("token:doctor#");
            assertThat(engine.runsFor(Duration.ZERO)).isTrue();
        } finally {
            engine.stop();
        }
        looksAtWhatIsStored();
        leavesItsMark();
        seesAnOpenKeyFile();
        missesTheKey();
    }

    /** Who opened the stored secrets, in the order of the audit log. */
    private List<String> checks() throws IOException {
        return new EngineData(directory)
                .db()
                .sql("SELECT actor FROM audit_event WHERE action = 'secrets.check' ORDER BY id")
                .query(String.class)
                .list();
    }

    private void leavesItsMark() throws Exception {
        var engine = EngineProcess.start(directory);
        try {
            engine.awaitUp();
            assertThat(checks()).hasSize(2).endsWith("command");
        } finally {
            engine.stop();
        }
    }

    private void asksTheEngine(String url) throws Exception {
        var token = token(url);
        storeASecret(url, token);
        var told = doctor(Map.of("TRIBUTARY_TOKEN", token, "TRIBUTARY_URL", url), "--json");
        var report = JsonMapper.shared().readTree(told.text());
        assertThat(report.path("findings").findValuesAsString("subject"))
                .contains(
                        "Data directory",
                        "Database",
                        "Encryption key",
                        "Stored documents",
                        "Schedule",
                        "OAuth, Google");
        assertThat(report.path("verdict").asString()).as(told.text()).isEqualTo("fine");
        assertThat(told.exitCode()).isZero();
        assertThat(told.text()).doesNotContain(token);

        var refused = doctor(Map.of("TRIBUTARY_TOKEN", "trb_wrong", "TRIBUTARY_URL", url));
        assertThat(refused.text()).contains("answered 401", "role admin");
        var elsewhere = doctor(Map.of("TRIBUTARY_TOKEN", token, "TRIBUTARY_URL", "http://127.0.0.1:1"));
        assertThat(elsewhere.text()).contains("does not answer at http://127.0.0.1:1", "set TRIBUTARY_URL");
        assertThat(elsewhere.text()).doesNotContain(token);
    }

    private void looksAtWhatIsStored() throws Exception {
        var said = doctor(Map.of("TRIBUTARY_PUBLIC_URL", "https://kb.example.org/"));
        assertThat(said.text())
                .contains(
                        "ok Database: Its tables are those of this version.",
                        "ok Encryption key: The one stored secret can be opened.",
                        "Documents, texts, search and runs agree",
                        "Tributary does not run on this data directory",
                        "https://kb.example.org/oauth/callback",
                        "TRIBUTARY_OAUTH_SALESFORCE_CLIENT_ID",
                        "All is fine.")
                .doesNotContain(
                        Files.readString(directory.resolve("encryption.key")).strip())
                .doesNotContain(
                        Files.readString(directory.resolve("postgres/password")).strip());
        assertThat(said.exitCode()).as(said.text()).isZero();
        assertThat(new EngineData(directory).postmaster()).isEmpty();
    }

    private void seesAnOpenKeyFile() throws Exception {
        var key = directory.resolve("encryption.key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        var said = doctor(Map.of());
        assertThat(said.text()).contains("TO DO Data directory: Others than its owner", "chmod 600 " + key);
        assertThat(said.exitCode()).isOne();
    }

    private void missesTheKey() throws Exception {
        var key = directory.resolve("encryption.key");
        Files.move(key, directory.resolve("elsewhere"));
        var said = doctor(Map.of());
        assertThat(said.text()).contains("BROKEN Encryption key: The key file", "is missing", "from your backup");
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(key).doesNotExist();
    }

    private static void storeASecret(String url, String token) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var stored = http.send(
                    post(url + "/api/v1/oauth/clients/google")
                            .header("Authorization", "Bearer " + token)
                            .PUT(HttpRequest.BodyPublishers.ofString(
                                    "{\"clientId\": \"id\", \"clientSecret\": \"s3cret\"}"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(stored.statusCode()).as(stored.body()).isEqualTo(200);
        }
    }

    /** An admin's, made as the README makes one. */
    private static String token(String url) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var signedIn = http.send(
                    post(url + "/api/v1/session")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"username\": \"admin\", \"password\": \"%s\"}"
                                    .formatted(EngineProcess.ADMIN_PASSWORD)))
                            .build(),
                    BodyHandlers.ofString());
            var cookie =
                    signedIn.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
            var csrf = JsonMapper.shared()
                    .readTree(signedIn.body())
                    .path("csrfToken")
                    .asString();
            var made = http.send(
                    post(url + "/api/v1/tokens")
                            .header("Cookie", cookie)
                            .header("X-CSRF-Token", csrf)
                            .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"doctor\", \"role\": \"admin\"}"))
                            .build(),
                    BodyHandlers.ofString());
            return JsonMapper.shared().readTree(made.body()).path("token").asString();
        }
    }

    private static HttpRequest.Builder post(String url) {
        return HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/json");
    }
}
