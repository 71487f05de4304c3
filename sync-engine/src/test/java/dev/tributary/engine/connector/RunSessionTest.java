package dev.tributary.engine.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.Credential;
import dev.tributary.connector.SourceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class RunSessionTest {

    private final Spool spool = new Spool();
    private final RunSession session = new RunSession(
            new Lending.Fixed(new Credential.Secrets(Map.of("apiKey", "s3cret"))),
            new SourceConfig(Map.of("space", List.of("DOCS"))),
            request -> {
                throw new SourceUnavailable("no source at " + request, null);
            },
            Clock.systemUTC(),
            spool);

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void lendsCredentialAndConfig() {
        assertThat(session.credential().secret("apiKey")).contains("s3cret");
        assertThat(session.config().text("space")).isEqualTo("DOCS");
    }

    @Test
    @DisplayName("S2: prints no secret")
    void printsNoSecret() {
        assertThat(session.toString()).doesNotContain("s3cret");
    }

    @Test
    void computesOnceThoughManyAskAtTheSameTime() throws InterruptedException {
        var computed = new AtomicInteger();
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var values = new CopyOnWriteArrayList<Integer>();
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < 20; i++) {
            threads.add(start(() -> values.add(session.once("n", Integer.class, () -> {
                begun.countDown();
                assertThat(go.await(60, TimeUnit.SECONDS)).isTrue();
                return computed.incrementAndGet();
            }))));
        }
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        go.countDown();
        for (var thread : threads) {
            assertThat(thread.join(Duration.ofSeconds(60))).isTrue();
        }
        assertThat(values).hasSize(20).containsOnly(1);
    }

    @Test
    void doesNotRememberAFailure() throws InterruptedException {
        assertThatThrownBy(() -> session.once("n", Integer.class, () -> {
                    throw new SourceUnavailable("away", null);
                }))
                .isInstanceOf(SourceUnavailable.class);
        assertThat(session.once("n", Integer.class, () -> 7)).isEqualTo(7);
    }

    @Test
    void tellsACheckedFailureAsOneOfTheSource() {
        assertThatThrownBy(() -> session.once("n", Integer.class, () -> {
                    throw new IOException("broken");
                }))
                .isInstanceOf(UnexpectedResponse.class)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void anInterruptedComputationIsTakenOverByWhoWaitsForIt() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var failure = new AtomicReference<Throwable>();
        var first = start(() -> {
            try {
                session.once("n", Integer.class, () -> {
                    begun.countDown();
                    never.await();
                    return 1;
                });
            } catch (InterruptedException e) {
                failure.set(e);
            }
        });
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        var value = new AtomicInteger();
        var second = start(() -> value.set(session.once("n", Integer.class, () -> 2)));
        first.interrupt();
        assertThat(first.join(Duration.ofSeconds(60))).isTrue();
        assertThat(second.join(Duration.ofSeconds(60))).isTrue();
        assertThat(failure.get()).isInstanceOf(InterruptedException.class);
        assertThat(value).hasValue(2);
    }

    @Test
    void refusesAComputationThatAsksForItself() {
        assertThatThrownBy(() -> session.once("n", Integer.class, () -> session.once("n", Integer.class, () -> 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'n'");
    }

    @Test
    void removesItsFilesWhenClosed() throws IOException {
        var file = spool.newFile();
        assertThat(file).exists();
        session.close();
        assertThat(Files.exists(file.getParent())).isFalse();
        assertThatThrownBy(spool::newFile).isInstanceOf(IOException.class);
    }

    @FunctionalInterface
    private interface Work {
        void run() throws InterruptedException;
    }

    private static Thread start(Work work) {
        return Thread.startVirtualThread(() -> {
            try {
                work.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
