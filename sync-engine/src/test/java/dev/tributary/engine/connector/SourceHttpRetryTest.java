package dev.tributary.engine.connector;

import static dev.tributary.connector.SourceRequest.get;
import static dev.tributary.engine.connector.FakeSource.cut;
import static dev.tributary.engine.connector.FakeSource.status;
import static dev.tributary.engine.connector.FakeSource.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.Bytes;
import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.CredentialRejected;
import dev.tributary.connector.ConnectorException.RateLimited;
import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.connector.SourceRequest;
import dev.tributary.connector.testkit.server.GitHubEmulator;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F2: requests to sources are tried again where that can help")
final class SourceHttpRetryTest {

    private final Lab lab = new Lab();

    @AfterEach
    void close() {
        lab.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 529})
    void triesAgainWhatMayPass(int status) throws InterruptedException {
        lab.source.on("/a", status(status), text(200, "fine"));
        assertThat(lab.http().send(get(lab.source.at("/a"))).text()).isEqualTo("fine");
        assertThat(lab.source.seen()).hasSize(2);
    }

    @Test
    void triesAgainWhenTheConnectionBreaks() throws InterruptedException {
        lab.source.on("/a", cut(), text(200, "fine"));
        assertThat(lab.http().send(get(lab.source.at("/a"))).text()).isEqualTo("fine");
    }

    @Test
    void givesUpAfterFiveRetriesWithDoublingWaitsAndSomeJitter() {
        lab.source.on("/a", status(500));
        assertThatThrownBy(() -> lab.http().send(get(lab.source.at("/a?key=s3cret"))))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageContaining("127.0.0.1:" + lab.source.port() + "/a answered 500")
                .hasMessageNotContaining("s3cret");
        assertThat(lab.source.seen()).hasSize(6);
        var expected = 1_000;
        for (var wait : lab.time.waits()) {
            assertThat(wait.toMillis()).isBetween(expected * 9L / 10, expected * 11L / 10);
            expected *= 2;
        }
        assertThat(lab.time.waits()).hasSize(5);
    }

    @Test
    void neverWaitsMuchLongerThanHalfAMinute() {
        try (var patient = new Lab("retries", "8")) {
            patient.source.on("/a", status(502));
            assertThatThrownBy(() -> patient.http().send(get(patient.source.at("/a"))))
                    .isInstanceOf(SourceUnavailable.class);
            assertThat(patient.time.waits())
                    .hasSize(8)
                    .allSatisfy(wait -> assertThat(wait).isLessThanOrEqualTo(Duration.ofSeconds(33)));
            assertThat(patient.time.waits().getLast()).isGreaterThanOrEqualTo(Duration.ofSeconds(27));
        }
    }

    @Test
    void sendsWhatIsNotIdempotentOnce() {
        lab.source.on("/a", status(503));
        var once = new SourceRequest("POST", lab.source.at("/a"), Map.of(), Optional.of(Bytes.of(new byte[1])), false);
        assertThatThrownBy(() -> lab.http().send(once)).isInstanceOf(SourceUnavailable.class);
        assertThat(lab.source.seen()).hasSize(1);
    }

    @Test
    void sendsTheBodyOfAQueryAgain() throws InterruptedException {
        lab.source.on("/a", status(503), text(200, "fine"));
        var body = "{\"query\": 1}";
        var query = SourceRequest.query(lab.source.at("/a"), Bytes.of(body.getBytes(UTF_8)));
        assertThat(lab.http().send(query).text()).isEqualTo("fine");
        assertThat(lab.source.seen()).extracting(FakeSource.Seen::body).containsExactly(body, body);
    }

    @Test
    void waitsAsManySecondsAsTheSourceSays() throws InterruptedException {
        lab.source.on("/a", status(429, "Retry-After", "42"), text(200, "fine"));
        assertThat(lab.http().send(get(lab.source.at("/a"))).text()).isEqualTo("fine");
        assertThat(lab.time.waited()).isEqualTo(Duration.ofSeconds(42));
    }

    @Test
    void waitsUntilTheDateTheSourceNames() throws InterruptedException {
        var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                lab.time.instant().plusSeconds(30).atOffset(ZoneOffset.UTC));
        lab.source.on("/a", status(503, "Retry-After", date), text(200, "fine"));
        assertThat(lab.http().send(get(lab.source.at("/a"))).text()).isEqualTo("fine");
        assertThat(lab.time.waited()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void waitsUntilTheReset() throws InterruptedException {
        var reset = String.valueOf(lab.time.instant().plusSeconds(20).getEpochSecond());
        lab.source.on("/a", status(403, "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", reset), text(200, "fine"));
        assertThat(lab.http().send(get(lab.source.at("/a"))).text()).isEqualTo("fine");
        assertThat(lab.time.waited()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    @DisplayName("F1: a secondary limit of GitHub, which may be told in words alone, is waited for")
    void waitsAMinuteForALimitThatIsToldInWordsAlone() {
        try (var github = GitHubEmulator.start()) {
            github.allowsWithoutHint(0);
            var repository = get(URI.create(github.url() + "/repos/" + GitHubEmulator.REPOSITORY));
            assertThatThrownBy(() -> lab.http().send(repository))
                    .isInstanceOfSatisfying(
                            RateLimited.class,
                            limited -> assertThat(limited.retryAfter()).contains(Duration.ofMinutes(1)));
            assertThat(lab.time.waited()).isEqualTo(Duration.ofMinutes(5));
        }
    }

    @Test
    void readsNoMoreThanTheBeginningOfARefusal() {
        var far = "x".repeat(3_000) + " rate limit s3cret";
        lab.source.on("/a", text(403, far));
        assertThatThrownBy(() -> lab.http().send(get(lab.source.at("/a"))))
                .isInstanceOf(ConfigRejected.class)
                .hasMessageNotContaining("s3cret")
                .hasMessageNotContaining("xx");
    }

    @Test
    @DisplayName("F1: a wait of hours is handed to the engine at once")
    void tellsALongWaitAtOnce() {
        lab.source.on("/a", status(429, "Retry-After", "7200"));
        assertThatThrownBy(() -> lab.http().send(get(lab.source.at("/a"))))
                .isInstanceOfSatisfying(
                        RateLimited.class,
                        limited -> assertThat(limited.retryAfter()).contains(Duration.ofHours(2)));
        assertThat(lab.source.seen()).hasSize(1);
        assertThat(lab.time.waits()).isEmpty();
    }

    @Test
    @DisplayName("R7: while a host wants to be left alone, nobody asks it, and the reason can be read")
    void leavesTheHostAloneUntilThen() {
        lab.source.on("/a", status(429, "Retry-After", "7200"));
        lab.source.on("/b", text(200, "fine"));
        assertThatThrownBy(() -> lab.http().send(get(lab.source.at("/a")))).isInstanceOf(RateLimited.class);
        assertThatThrownBy(() -> lab.http().send(get(lab.source.at("/b")))).isInstanceOf(RateLimited.class);
        assertThat(lab.source.seen()).hasSize(1);
        assertThat(lab.budgets.waiting())
                .containsExactly(new Budgets.Wait(
                        "127.0.0.1", "credential-1", lab.time.instant().plusSeconds(7200)));
    }

    @Test
    void tellsThatARateLimitStaysWithoutATime() {
        lab.source.on("/a", status(429));
        assertThatThrownBy(() -> lab.http().send(get(lab.source.at("/a"))))
                .isInstanceOfSatisfying(
                        RateLimited.class,
                        limited -> assertThat(limited.retryAfter()).isEmpty());
        assertThat(lab.source.seen()).hasSize(6);
    }

    @Test
    void givesUpAfterSevenSecondsWhileAPersonWaits() {
        lab.source.on("/a", status(500));
        try (var session = lab.hurried()) {
            assertThatThrownBy(() -> session.http().send(get(lab.source.at("/a"))))
                    .isInstanceOf(SourceUnavailable.class);
        }
        assertThat(lab.time.waited()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(7));
        assertThat(lab.source.seen()).hasSizeBetween(3, 4);
    }

    @Test
    void doesNotWaitForARateLimitWhileAPersonWaits() {
        lab.source.on("/a", status(429, "Retry-After", "30"));
        try (var session = lab.hurried()) {
            assertThatThrownBy(() -> session.http().send(get(lab.source.at("/a"))))
                    .isInstanceOf(RateLimited.class);
        }
        assertThat(lab.time.waits()).isEmpty();
    }

    @Test
    void closesTheConnectionOfASourceThatIsSilentWhileAPersonWaits() throws InterruptedException {
        var released = new CountDownLatch(1);
        try (var brisk = new Lab("check-limit", "200ms")) {
            brisk.source.on("/a", _ -> await(released));
            try (var session = brisk.hurried()) {
                assertThatThrownBy(() -> session.http().send(get(brisk.source.at("/a"))))
                        .isInstanceOf(SourceUnavailable.class)
                        .hasMessageContaining("in time");
            }
            released.countDown();
        }
    }

    @Test
    void countsSilenceAsAFailureThatMayPass() throws InterruptedException {
        var released = new CountDownLatch(1);
        try (var brisk = new Lab("response-timeout", "150ms")) {
            brisk.source.on("/a", _ -> await(released), text(200, "fine"));
            assertThat(brisk.http().send(get(brisk.source.at("/a"))).text()).isEqualTo("fine");
            released.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 405, 422})
    @DisplayName("F1: other refusals are for the administrator")
    void rejectsTheConfigOnOtherRefusals(int status) {
        lab.source.on("/a", status(status));
        assertThatThrownBy(() -> lab.http().send(get(lab.source.at("/a"))))
                .isInstanceOf(ConfigRejected.class)
                .hasMessageContaining(String.valueOf(status));
        assertThat(lab.source.seen()).hasSize(1);
    }

    @Test
    @DisplayName("F1: 401 asks to reconnect, at once")
    void rejectsTheCredential() {
        lab.source.on("/a", status(401));
        assertThatThrownBy(() -> lab.http().send(get(lab.source.at("/a")))).isInstanceOf(CredentialRejected.class);
        assertThat(lab.source.seen()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 304, 404, 410})
    void handsOverWhatConnectorsReadThemselves(int status) throws InterruptedException {
        lab.source.on("/a", status(status));
        assertThat(lab.http().send(get(lab.source.at("/a"))).status()).isEqualTo(status);
    }

    @Test
    @DisplayName("R6: cancelling interrupts a running request and closes its connection")
    void anInterruptEndsTheExchange() throws InterruptedException {
        var entered = new CountDownLatch(1);
        var released = new CountDownLatch(1);
        lab.source.on("/a", _ -> {
            entered.countDown();
            await(released);
        });
        var thrown = new AtomicReference<Throwable>();
        var caller = Thread.startVirtualThread(() -> {
            try {
                lab.http().send(get(lab.source.at("/a")));
            } catch (InterruptedException | RuntimeException e) {
                thrown.set(e);
            }
        });
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
        caller.interrupt();
        assertThat(caller.join(Duration.ofSeconds(2))).isTrue();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(lab.budgets.of("127.0.0.1", "credential-1").isIdle()).isTrue();
        released.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
