package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.connector.Bytes;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.RateLimited;
import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.connector.Credential;
import dev.tributary.connector.SourceRequest;
import dev.tributary.connector.SourceResponse;
import dev.tributary.connector.testkit.RecordedSource.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordedSourceTest {

    private final RecordedSource source = new RecordedSource();

    @AfterEach
    void close() {
        source.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 304, 404, 410})
    void returnsWhatAConnectorDecidesOn(int status) throws InterruptedException {
        source.failsWith(status);
        assertThat(get(source.url() + "/x").status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "401, CredentialRejected",
        "400, ConfigRejected",
        "403, ConfigRejected",
        "429, RateLimited",
        "500, SourceUnavailable",
        "503, SourceUnavailable"
    })
    void reportsTheKindOfFailure(int status, String kind) {
        source.failsWith(status);
        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> get(source.url() + "/x"))
                .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(kind));
    }

    @Test
    void readsTheWaitFromSecondsAndDates() {
        var inAMinute = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                TestSession.NOW.plusSeconds(60).atZone(ZoneOffset.UTC));
        source.answers("/seconds", Answer.of(429, "").header("Retry-After", "7"));
        source.answers("/date", Answer.of(429, "").header("Retry-After", inAMinute));
        source.answers("/never", Answer.of(429, "").header("Retry-After", "later"));
        assertThat(limit("/seconds").retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(limit("/date").retryAfter()).contains(Duration.ofSeconds(60));
        assertThat(limit("/never").retryAfter()).isEmpty();
    }

    @Test
    void playsTheMostExactRecordingFirst() throws InterruptedException {
        source.standsFor("https://api.example.com")
                .handles("/x", request -> Answer.json("[\"" + request.path() + "\"]"))
                .answers("/x?page=1", "[1]")
                .answers("POST /x?page=1", "[2]")
                .answers("https://api.example.com/x?page=1", "[3]");
        assertThat(get(source.url() + "/x?page=9").text()).isEqualTo("[\"/x?page=9\"]");
        assertThat(get(source.url() + "/x?page=1").text()).isEqualTo("[1]");
        assertThat(send(SourceRequest.query(URI.create(source.url() + "/x?page=1"), bytes("q")))
                        .text())
                .isEqualTo("[2]");
        assertThat(get("https://api.example.com/x?page=1").text()).isEqualTo("[3]");
        assertThat(source.requests()).extracting(RecordedSource.Request::body).containsExactly("", "", "q", "");
    }

    @Test
    void followsRedirectsWithoutHandingOnCredentials() throws InterruptedException {
        source.standsFor("https://files.example.com")
                .answers("/here", Answer.of(302, "").header("Location", "/there"))
                .answers("/there", Answer.of(307, "").header("Location", "https://files.example.com/file"))
                .answers("/file", "[]");
        var response =
                send(SourceRequest.get(URI.create(source.url() + "/here")).header("Authorization", "Bearer secret"));
        assertThat(response.uri()).hasToString("https://files.example.com/file");
        assertThat(source.requests())
                .extracting(request -> request.headers().containsKey("authorization"))
                .containsExactly(true, true, false);
    }

    @Test
    void reachesNoOtherOrigin() {
        assertThatExceptionOfType(ConfigRejected.class)
                .isThrownBy(() -> get("https://elsewhere.example.com/"))
                .withMessageContaining("elsewhere.example.com");
    }

    @Test
    void endlessRedirectIsRejected() {
        source.answers("/loop", Answer.of(302, "").header("Location", "/loop"));
        assertThatExceptionOfType(ConfigRejected.class).isThrownBy(() -> get(source.url() + "/loop"));
    }

    @Test
    void closedSourceIsUnavailable() {
        var gone = source.url();
        source.close();
        assertThatExceptionOfType(SourceUnavailable.class)
                .isThrownBy(() -> DirectHttp.to(URI.create(gone)).send(SourceRequest.get(URI.create(gone + "/x"))));
    }

    private RateLimited limit(String path) {
        return catchThrowableOfType(RateLimited.class, () -> get(source.url() + path));
    }

    private SourceResponse get(String url) throws InterruptedException {
        return send(SourceRequest.get(URI.create(url)));
    }

    private SourceResponse send(SourceRequest request) throws InterruptedException {
        var clock = Clock.fixed(TestSession.NOW, ZoneOffset.UTC);
        return source.session(Map.of(), new Credential.Anonymous(), clock)
                .http()
                .send(request);
    }

    private static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
