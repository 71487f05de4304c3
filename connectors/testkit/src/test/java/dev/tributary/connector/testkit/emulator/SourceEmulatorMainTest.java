package dev.tributary.connector.testkit.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.ListRequest;
import dev.tributary.connector.testkit.DirectHttp;
import dev.tributary.connector.testkit.Listing;
import dev.tributary.connector.testkit.TestSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SourceEmulatorMainTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process = start("size=40", "seed=3", "textSize=100");

    @AfterEach
    void kill() {
        process.destroyForcibly();
        client.close();
    }

    @Test
    void isChangedAndWatchedFromAnotherProcess() throws IOException, InterruptedException {
        var url = url();
        assertThat(admin(url, "count")).isEqualTo("40");
        assertThat(admin(url, "add")).isEqualTo("doc-40");
        assertThat(admin(url, "rename?id=doc-1")).isEqualTo("doc-1-1");
        assertThat(admin(url, "delete?id=doc-2")).isEqualTo("done");
        assertThat(admin(url, "mutate?count=3&seed=1").lines()).hasSize(3);
        assertThat(admin(url, "fault?name=status&amount=503&times=1&on=READ")).isEqualTo("done");
        var expected = admin(url, "expected").lines().map(line -> line.split("\t", -1)[0]);
        try (var http = DirectHttp.to(URI.create(url))) {
            var session = TestSession.over(http, Map.of("url", List.of(url)));
            assertThat(Listing.of(new EmulatorConnector(), session, ListRequest.EVERYTHING)
                            .ids())
                    .isEqualTo(expected.toList());
        }
        assertThat(admin(url, "counters")).contains("LISTING=1", "MAX_PARALLEL=1");
        assertThat(admin(url, "explode")).contains("cannot 'explode'");
        assertThat(admin(url, "change?id=doc-9999")).contains("doc-9999");
    }

    @Test
    void endsWithItsStandardInput() throws IOException, InterruptedException {
        url();
        process.getOutputStream().close();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private String admin(String url, String action) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(url + "/admin/" + action)).build();
        return client.send(request, BodyHandlers.ofString()).body().strip();
    }

    private String url() throws IOException {
        var line = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
        assertThat(line).startsWith("port=");
        return "http://127.0.0.1:" + line.substring("port=".length());
    }

    private static Process start(String... args) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(
                List.of(java, "-cp", System.getProperty("java.class.path"), SourceEmulatorMain.class.getName()));
        command.addAll(List.of(args));
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
