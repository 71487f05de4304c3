package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.connector.Credential;
import dev.tributary.connector.SourceRequest;
import dev.tributary.meta.AuthConfig;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TestSessionTest {

    private final TestSession session = TestSession.withoutHttp(Map.of());

    @Test
    void computesOnceHoweverManyAsk() throws InterruptedException {
        var computed = new AtomicInteger();
        var start = new CountDownLatch(1);
        var threads = IntStream.range(0, 16)
                .mapToObj(_ -> Thread.ofVirtual().start(() -> {
                    try {
                        start.await();
                        session.once("key", Integer.class, computed::incrementAndGet);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .toList();
        start.countDown();
        for (var thread : threads) {
            thread.join();
        }
        assertThat(session.once("key", Integer.class, computed::incrementAndGet))
                .isEqualTo(1);
    }

    @Test
    void doesNotRememberAFailure() throws InterruptedException {
        assertThatExceptionOfType(SourceUnavailable.class)
                .isThrownBy(() -> session.once("key", String.class, () -> {
                    throw new SourceUnavailable("down", null);
                }));
        assertThat(session.once("key", String.class, () -> "value")).isEqualTo("value");
    }

    @Test
    void anotherRunRemembersNothing() throws InterruptedException {
        session.once("key", String.class, () -> "old");
        var another = session.with(new Credential.Anonymous());
        assertThat(another.once("key", String.class, () -> "new")).isEqualTo("new");
    }

    @Test
    void makesUpTheSecretsThatAreAskedFor() {
        var auth = AuthConfig.ApiKey.required("Key", "").and(new AuthConfig.Secret("user", "User", "", false));
        var credential = TestSession.credentialFor(auth);
        assertThat(credential.secret("apiKey")).isPresent();
        assertThat(credential.secret("user")).isPresent();
        assertThat(credential.secret("other")).isEmpty();
    }

    @Test
    void failsTheTestThatAsksForHttpItHasNot() {
        var request = SourceRequest.get(URI.create("https://example.com/"));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> session.http().send(request));
    }
}
