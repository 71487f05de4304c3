package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.connector.Bytes;
import dev.tributary.connector.ConnectorException.CredentialRejected;
import dev.tributary.connector.ConnectorException.RateLimited;
import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.SourceSession;
import dev.tributary.connector.testkit.RecordedSource.Answer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rules every connector keeps that reads its source over HTTP. */
public interface HttpConnectorContract extends ConnectorContract {

    /** The healthy source, the same within a test. */
    RecordedSource source();

    /** Answers to every required question, pointing at {@link #source}. */
    Map<String, List<String>> config();

    /** A session with made-up secrets of the kind that the connector declares. */
    @Override
    default SourceSession session() {
        return source().session(
                        config(), TestSession.credentialFor(connector().meta().auth()));
    }

    @AfterEach
    default void closeSource() {
        source().close();
    }

    @Test
    default void refusedCredentialIsReportedAsSuch() {
        source().failsWith(401);
        assertThatExceptionOfType(CredentialRejected.class).isThrownBy(this::list);
    }

    @Test
    default void rateLimitIsReportedAsSuch() {
        source().answersAll(Answer.of(429, "{}").header("Retry-After", "17"));
        assertThatExceptionOfType(RateLimited.class)
                .isThrownBy(this::list)
                .satisfies(limited -> assertThat(limited.retryAfter()).contains(Duration.ofSeconds(17)));
    }

    @Test
    default void outageIsReportedAsSuch() {
        source().failsWith(503);
        assertThatExceptionOfType(SourceUnavailable.class).isThrownBy(this::list);
    }

    @Test
    default void outageIsNoMissingDocument() throws InterruptedException {
        var id =
                Listing.of(connector(), session(), ListRequest.EVERYTHING).ids().getFirst();
        source().failsWith(503);
        assertThatExceptionOfType(SourceUnavailable.class)
                .isThrownBy(() -> connector().getDocument(session(), id));
    }

    @Test
    default void outageIsNoVerdictOnTheConfig() {
        source().failsWith(503);
        assertThatExceptionOfType(SourceUnavailable.class)
                .isThrownBy(() -> connector().validateConfig(session()));
    }

    @Test
    default void interstitialPageIsNoEmptyListing() {
        source().answersAll(Answer.html("<!doctype html><title>Just a moment</title><p>Checking your browser</p>"));
        assertThatExceptionOfType(UnexpectedResponse.class).isThrownBy(this::list);
    }

    @Test
    default void emptyBodyIsNoEmptyListing() {
        source().answersAll(Answer.of(200, ""));
        assertThatExceptionOfType(UnexpectedResponse.class).isThrownBy(this::list);
    }

    @Test
    default void truncatedAnswerIsNoEmptyListing() {
        source().mangles(HttpConnectorContract::truncated);
        assertThatExceptionOfType(UnexpectedResponse.class).isThrownBy(this::list);
    }

    @Test
    default void interruptingStopsTheListing() throws InterruptedException, TimeoutException {
        source().hangs();
        var interrupted = new CountDownLatch(1);
        var run = Thread.ofVirtual().start(() -> {
            try {
                list();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        source().awaitRequest(Duration.ofSeconds(30));
        run.interrupt();
        assertThat(run.join(Duration.ofSeconds(2))).as("stopped").isTrue();
        assertThat(interrupted.getCount()).as("by the interrupt").isZero();
    }

    private void list() throws InterruptedException {
        Listing.of(connector(), session(), ListRequest.EVERYTHING);
    }

    private static Answer truncated(Answer answer) {
        var whole = answer.body().toArray();
        return new Answer(answer.status(), answer.headers(), Bytes.of(Arrays.copyOf(whole, whole.length / 2)));
    }
}
