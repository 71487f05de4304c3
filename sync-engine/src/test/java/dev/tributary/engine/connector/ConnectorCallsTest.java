package dev.tributary.engine.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.ConfigCheck;
import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.Coverage;
import dev.tributary.connector.DocumentPage;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.ListsChanges.ChangePage;
import dev.tributary.connector.ListsChanges.TokenExpired;
import dev.tributary.connector.ListsChoices.Choice;
import dev.tributary.connector.ListsChoices.ChoicePage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

final class ConnectorCallsTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final ConnectorCalls calls = new ConnectorCalls(ServerFolders.all());
    private final ScriptedConnector connector = new ScriptedConnector();
    private final List<String> events = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        calls.close();
    }

    @Test
    @DisplayName("L1: a page is read only when the one before is stored")
    void readsThePagesOnDemand() {
        connector.listing = numbered(3);
        StepVerifier.create(pages().concatMap(
                                page -> Mono.fromRunnable(() -> events.add("stored"))
                                        .thenReturn(page),
                                0))
                .expectNextCount(3)
                .verifyComplete();
        assertThat(events).containsExactly("read 0", "stored", "read 1", "stored", "read 2", "stored");
    }

    @Test
    @DisplayName("L1: at most one page is read ahead")
    void readsAtMostOnePageAhead() {
        connector.listing = numbered(50);
        var stored = Sinks.<Integer>empty();
        StepVerifier.create(pages().concatMap(_ -> stored.asMono(), 1))
                .then(() -> awaitEvents(2))
                .expectNoEvent(Duration.ofMillis(50))
                .then(() -> assertThat(events).containsExactly("read 0", "read 1"))
                .thenCancel()
                .verify(SOON);
    }

    @Test
    void passesTheCursorOnAndStartsFromTheOneGiven() {
        connector.listing = numbered(5);
        StepVerifier.create(calls.pages(connector, Sessions.EMPTY, ListRequest.EVERYTHING.from("3")))
                .expectNextMatches(DocumentPage.More.class::isInstance)
                .expectNextMatches(DocumentPage.Last.class::isInstance)
                .verifyComplete();
        assertThat(events).containsExactly("read 3", "read 4");
    }

    @Test
    @DisplayName("R6: cancelling interrupts the connector and ends its thread")
    void cancellingInterruptsTheConnector() throws InterruptedException {
        var stuck = new Stuck();
        connector.listing = _ -> {
            stuck.hang();
            return new DocumentPage.Last(List.of(), Coverage.COMPLETE);
        };
        StepVerifier.create(pages())
                .then(stuck::awaitEntered)
                .thenCancel()
                .verifyThenAssertThat(SOON)
                .hasNotDroppedErrors();
        stuck.assertEnded();
        connector.document = () -> {
            stuck.hang();
            return Optional.empty();
        };
        StepVerifier.create(calls.document(connector, Sessions.EMPTY, "1"))
                .then(stuck::awaitEntered)
                .thenCancel()
                .verifyThenAssertThat(SOON)
                .hasNotDroppedErrors();
        stuck.assertEnded();
    }

    @Test
    void callsRunOnVirtualThreads() {
        var virtual = new AtomicBoolean();
        connector.document = () -> {
            virtual.set(Thread.currentThread().isVirtual());
            return Optional.empty();
        };
        StepVerifier.create(calls.document(connector, Sessions.EMPTY, "1"))
                .expectNext(Optional.empty())
                .verifyComplete();
        assertThat(virtual).isTrue();
    }

    @Test
    @DisplayName("F1: known failures arrive as they are")
    void passesKnownFailuresOn() {
        connector.listing = _ -> {
            throw new SourceUnavailable("away", null);
        };
        StepVerifier.create(pages()).expectError(SourceUnavailable.class).verify(SOON);
    }

    @Test
    @DisplayName("F1: a defect of the connector is an unexpected response, with its cause")
    void wrapsDefects() {
        connector.listing = _ -> {
            throw new IllegalStateException("a defect");
        };
        StepVerifier.create(pages())
                .expectErrorSatisfies(e -> assertThat(e)
                        .isInstanceOf(UnexpectedResponse.class)
                        .hasMessageContaining("IllegalStateException")
                        .hasCauseInstanceOf(IllegalStateException.class))
                .verify(SOON);
        connector.document = () -> {
            throw new NoClassDefFoundError("Missing");
        };
        StepVerifier.create(calls.document(connector, Sessions.EMPTY, "1"))
                .expectError(UnexpectedResponse.class)
                .verify(SOON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "", " "})
    @DisplayName("R5: a repeated or blank cursor ends the listing as an unexpected response")
    void refusesUselessCursors(String cursor) {
        connector.listing = _ -> new DocumentPage.More(List.of(), Coverage.COMPLETE, cursor);
        StepVerifier.create(calls.pages(connector, Sessions.EMPTY, ListRequest.EVERYTHING.from("0")))
                .expectError(UnexpectedResponse.class)
                .verify(SOON);
    }

    @Test
    @DisplayName("R5: pages that go in a circle end the listing")
    void noticesACircleOfPages() {
        connector.listing = request -> new DocumentPage.More(
                List.of(),
                Coverage.COMPLETE,
                String.valueOf((Integer.parseInt(request.cursor().orElse("0")) + 1) % 30));
        StepVerifier.create(pages().ignoreElements())
                .expectError(UnexpectedResponse.class)
                .verify(SOON);
    }

    @Test
    void readsChangesUntilTheyHaveCaughtUp() {
        connector.changes = token -> new ChangePage(List.of(), List.of(token), token + "x", token.length() > 2);
        StepVerifier.create(calls.changes(connector, Sessions.EMPTY, "t").map(ChangePage::nextToken))
                .expectNext("tx", "txx", "txxx")
                .verifyComplete();
        StepVerifier.create(calls.changesFrom(connector, Sessions.EMPTY))
                .expectNext("now")
                .verifyComplete();
    }

    @Test
    void refusesAFeedThatDoesNotMove() {
        connector.changes = token -> new ChangePage(List.of(), List.of(), token, false);
        StepVerifier.create(calls.changes(connector, Sessions.EMPTY, "t"))
                .expectError(UnexpectedResponse.class)
                .verify(SOON);
        connector.changes = _ -> new ChangePage(List.of(), List.of(), " ", true);
        StepVerifier.create(calls.changes(connector, Sessions.EMPTY, "t"))
                .expectError(UnexpectedResponse.class)
                .verify(SOON);
    }

    @Test
    void acceptsAFeedThatHasCaughtUpWithTheSameToken() {
        connector.changes = token -> new ChangePage(List.of(), List.of(), token, true);
        StepVerifier.create(calls.changes(connector, Sessions.EMPTY, "t"))
                .expectNextCount(1)
                .verifyComplete();
    }

    @Test
    void tellsThatATokenHasExpired() {
        connector.changes = _ -> {
            throw new TokenExpired("too old");
        };
        StepVerifier.create(calls.changes(connector, Sessions.EMPTY, "t"))
                .expectError(TokenExpired.class)
                .verify(SOON);
    }

    @Test
    void checksAndOffersChoices() {
        StepVerifier.create(calls.check(connector, Sessions.EMPTY))
                .expectNext(new ConfigCheck.Accepted())
                .verifyComplete();
        connector.choices =
                cursor -> new ChoicePage(List.of(new Choice("1", "One")), Optional.of(cursor.orElse("") + "x"));
        StepVerifier.create(calls.choices(connector, Sessions.EMPTY, "spaces", Optional.of("x")))
                .expectNextMatches(page -> page.nextCursor().equals(Optional.of("xx")))
                .verifyComplete();
        connector.choices = cursor -> new ChoicePage(List.of(), cursor);
        StepVerifier.create(calls.choices(connector, Sessions.EMPTY, "spaces", Optional.of("x")))
                .expectError(UnexpectedResponse.class)
                .verify(SOON);
    }

    private Flux<DocumentPage> pages() {
        return calls.pages(connector, Sessions.EMPTY, ListRequest.EVERYTHING);
    }

    private ScriptedConnector.Listing numbered(int count) {
        return request -> {
            var number = Integer.parseInt(request.cursor().orElse("0"));
            events.add("read " + number);
            return number + 1 < count
                    ? new DocumentPage.More(List.of(), Coverage.COMPLETE, String.valueOf(number + 1))
                    : new DocumentPage.Last(List.of(), Coverage.COMPLETE);
        };
    }

    private void awaitEvents(int count) {
        while (events.size() < count) {
            Thread.onSpinWait();
        }
    }

    /** A call that ends by interrupt alone. */
    private static final class Stuck {
        private volatile CountDownLatch entered = new CountDownLatch(1);
        private volatile Thread thread = Thread.currentThread();

        private void hang() throws InterruptedException {
            thread = Thread.currentThread();
            entered.countDown();
            new CountDownLatch(1).await();
        }

        private void awaitEntered() {
            try {
                assertThat(entered.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void assertEnded() throws InterruptedException {
            assertThat(thread.join(SOON)).isTrue();
            entered = new CountDownLatch(1);
        }
    }
}
