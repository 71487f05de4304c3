package dev.tributary.connector.testkit.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.ConnectorException.CredentialRejected;
import dev.tributary.connector.ConnectorException.DocumentUnreadable;
import dev.tributary.connector.ConnectorException.RateLimited;
import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.DocumentPage;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.SourceRequest;
import dev.tributary.connector.testkit.Listing;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FaultsTest {

    private final SourceEmulator emulator = SourceEmulator.start(EmulatorSettings.of(30));
    private final EmulatorConnector connector = new EmulatorConnector();

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void limitsTheRateInSecondsAndUntilADate() {
        emulator.faults().inject(new Fault.RateLimited(Duration.ofSeconds(9)), When.once());
        emulator.faults().inject(new Fault.RateLimitedUntil(Instant.now().plusSeconds(3600)), When.once());
        assertThatExceptionOfType(RateLimited.class)
                .isThrownBy(this::list)
                .satisfies(limit -> assertThat(limit.retryAfter()).contains(Duration.ofSeconds(9)));
        assertThatExceptionOfType(RateLimited.class)
                .isThrownBy(this::list)
                .satisfies(limit -> assertThat(limit.retryAfter().orElseThrow())
                        .isBetween(Duration.ofSeconds(3500), Duration.ofSeconds(3600)));
    }

    @Test
    void breaksAnswers() throws InterruptedException {
        for (var fault : List.of(new Fault.Status(500), new Fault.ConnectionReset(), new Fault.TruncatedBody())) {
            emulator.faults().inject(fault, When.once());
            assertThatThrownBy(this::list).as("%s", fault).isInstanceOf(SourceUnavailable.class);
        }
        for (var fault : List.of(new Fault.MalformedJson(), new Fault.InterstitialPage())) {
            emulator.faults().inject(fault, When.once());
            assertThatThrownBy(this::list).as("%s", fault).isInstanceOf(UnexpectedResponse.class);
        }
        assertThat(list().ids()).hasSize(30);
    }

    @Test
    void revokesTheTokenUntilItIsRestored() throws InterruptedException {
        var revoked = emulator.revokeToken();
        assertThatExceptionOfType(CredentialRejected.class).isThrownBy(this::list);
        assertThatExceptionOfType(CredentialRejected.class).isThrownBy(this::list);
        revoked.lift();
        assertThat(list().ids()).hasSize(30);
        assertThat(revoked.hits()).isEqualTo(2);
    }

    @Test
    void pretendsThatTheSourceIsEmptyOrShort() throws InterruptedException {
        emulator.faults().inject(new Fault.EmptyListing(), When.once());
        var empty = list();
        assertThat(empty.ids()).isEmpty();
        assertThat(empty.isComplete()).isTrue();
        emulator.faults().inject(new Fault.ShortListing(), When.once().from(2));
        var truncated = list();
        assertThat(truncated.ids()).hasSize(20);
        assertThat(truncated.isComplete()).isTrue();
    }

    @Test
    void saysThatItIsCapped() throws InterruptedException {
        emulator.faults().inject(new Fault.CappedListing(), When.once());
        var capped = list();
        assertThat(capped.ids()).hasSize(10);
        assertThat(capped.isComplete()).isFalse();
    }

    @Test
    void repeatsItsCursor() throws InterruptedException {
        emulator.faults().inject(new Fault.RepeatedCursor(), When.always());
        var page = connector.listDocuments(emulator.session(10), ListRequest.EVERYTHING.from("10"));
        assertThat(page)
                .isInstanceOfSatisfying(
                        DocumentPage.More.class,
                        more -> assertThat(more.nextCursor()).isEqualTo("10"));
    }

    @Test
    void repeatsIdsWithinAndAcrossPages() throws InterruptedException {
        emulator.faults().inject(new Fault.DuplicateIds(), When.once().from(2));
        var second = list().pages().get(1).documents();
        assertThat(second)
                .extracting(document -> document.externalId())
                .hasSize(12)
                .startsWith("doc-9", "doc-10");
        assertThat(second.getLast().externalId()).isEqualTo("doc-10");
    }

    @Test
    void answersOneDocumentWronglyOrNotAtAll() throws InterruptedException {
        emulator.faults().inject(new Fault.WrongHash(), When.always().onDocument("doc-3"));
        emulator.faults().inject(new Fault.Unreadable(), When.always().onDocument("doc-4"));
        var session = emulator.session(10);
        assertThat(connector.getDocument(session, "doc-3").orElseThrow().contentHash())
                .isEqualTo("emulator:doc-3:1-other");
        assertThatExceptionOfType(DocumentUnreadable.class).isThrownBy(() -> connector.getDocument(session, "doc-4"));
        assertThat(connector.getDocument(session, "doc-5").orElseThrow().contentHash())
                .isEqualTo("emulator:doc-5:1");
    }

    @Test
    void sendsHugeBodiesThatAreWellFormed() throws InterruptedException {
        emulator.faults().inject(new Fault.HugeBody(3_000_000), When.once());
        var response =
                emulator.session(10).http().send(SourceRequest.get(URI.create(emulator.url() + "/documents/doc-1")));
        assertThat(response.body().size()).isGreaterThan(3_000_000);
        emulator.faults().inject(new Fault.HugeBody(3_000_000), When.once());
        assertThat(connector.getDocument(emulator.session(10), "doc-1")).isPresent();
    }

    @Test
    void isSlowWhenToldTo() throws InterruptedException {
        emulator.faults().inject(new Fault.Slow(Duration.ofMillis(120)), When.once());
        var began = System.nanoTime();
        list();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
    }

    @Test
    void chanceStrikesTheSameCallsForTheSameSeed() {
        assertThat(struck(11)).isEqualTo(struck(11)).isNotEqualTo(struck(12)).hasSizeBetween(60, 140);
    }

    @Test
    void befallsOnlyTheCallsAskedFor() throws InterruptedException {
        var injected = emulator.faults()
                .inject(
                        new Fault.Status(503),
                        When.always().on(Call.Kind.READ).from(2).times(1));
        assertThat(list().ids()).hasSize(30);
        var session = emulator.session(10);
        assertThat(connector.getDocument(session, "doc-1")).isPresent();
        assertThatExceptionOfType(SourceUnavailable.class).isThrownBy(() -> connector.getDocument(session, "doc-1"));
        assertThat(connector.getDocument(session, "doc-1")).isPresent();
        assertThat(injected.hits()).isEqualTo(1);
    }

    private Listing list() throws InterruptedException {
        return Listing.of(connector, emulator.session(10), ListRequest.EVERYTHING);
    }

    private static List<Integer> struck(long seed) {
        var when = When.withProbability(0.1, seed);
        var struck = new ArrayList<Integer>();
        for (var n = 1; n <= 1000; n++) {
            if (when.chooses(n)) {
                struck.add(n);
            }
        }
        return struck;
    }
}
