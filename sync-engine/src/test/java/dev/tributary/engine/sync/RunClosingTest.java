package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.ConnectorException;
import dev.tributary.engine.knowledge.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class RunClosingTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Schedule HOURLY = new Schedule.Every(Duration.ofHours(1));
    private static final RunError ERROR = new RunError("sourceUnavailable", "it is down", "wait");

    private static RunClosing close(RunEnd end, int failuresBefore) {
        return RunClosing.of(end, HOURLY, failuresBefore, NOW);
    }

    private static Optional<Instant> in(Duration wait) {
        return Optional.of(NOW.plus(wait));
    }

    @Test
    @DisplayName("R2: a run that did all it could is completed, or partial if documents failed, and ends the back-off")
    void closesWhatIsDone() {
        var completed = close(new RunEnd.Done(0), 3);
        assertThat(completed.state()).isEqualTo(RunState.COMPLETED);
        assertThat(completed.failures()).isZero();
        assertThat(completed.nextRunAt()).isEqualTo(in(Duration.ofHours(1)));
        var partial = close(new RunEnd.Done(2), 3);
        assertThat(partial.state()).isEqualTo(RunState.PARTIAL);
        assertThat(partial.failures()).isZero();
        assertThat(partial.error().orElseThrow().message()).isEqualTo("2 documents could not be read");
    }

    @Test
    @DisplayName("R5: a slice that is over is partial and goes on at once, and says so")
    void goesOnAfterASlice() {
        var closing = close(new RunEnd.SliceOver(), 3);
        assertThat(closing.state()).isEqualTo(RunState.PARTIAL);
        assertThat(closing.goesOn()).isTrue();
        assertThat(closing.nextRunAt()).contains(NOW);
        assertThat(closing.failures()).isEqualTo(3);
        assertThat(closing.waitingFor()).contains("queued: goes on behind the others");
    }

    @Test
    @DisplayName("F4: deploys and cancels do not count as failures")
    void doesNotCountDeploysAndCancels() {
        assertThat(close(new RunEnd.Interrupted(), 3).failures()).isEqualTo(3);
        assertThat(close(new RunEnd.Interrupted(), 3).goesOn()).isTrue();
        assertThat(close(new RunEnd.Cancelled(), 3).failures()).isEqualTo(3);
        assertThat(close(new RunEnd.Cancelled(), 3).state()).isEqualTo(RunState.CANCELLED);
        assertThat(close(new RunEnd.Cancelled(), 3).goesOn()).isFalse();
    }

    @Test
    @DisplayName("F1: a rate limit defers the run for as long as the source says, hours too, and is no failure")
    void defersRateLimitedRuns() {
        var end = RunEnd.of(new ConnectorException.RateLimited(Optional.of(Duration.ofHours(7))));
        var closing = close(end, 3);
        assertThat(closing.state()).isEqualTo(RunState.PARTIAL);
        assertThat(closing.failures()).isEqualTo(3);
        assertThat(closing.nextRunAt()).isEqualTo(in(Duration.ofHours(7)));
        assertThat(closing.waitingFor()).contains("rate limited until 2026-03-01T07:00:00Z");
    }

    @Test
    @DisplayName("F1: a rejected credential or setting stops until a person acts, without a back-off")
    void stopsUntilAPersonActs() {
        var credential = close(RunEnd.of(new ConnectorException.CredentialRejected("401")), 3);
        assertThat(credential.state()).isEqualTo(RunState.FAILED);
        assertThat(credential.failures()).isEqualTo(3);
        assertThat(credential.nextRunAt()).isEmpty();
        assertThat(credential.waitingFor()).contains("waiting for a valid credential");
        var settings = close(RunEnd.of(new ConnectorException.ConfigRejected("url", "no such space")), 3);
        assertThat(settings.nextRunAt()).isEmpty();
        assertThat(settings.waitingFor()).contains("waiting for corrected settings");
        assertThat(settings.error().orElseThrow().message()).isEqualTo("url: no such space");
    }

    @Test
    @DisplayName("F4: after a failed run the wait is 30 minutes for each failure, and its reason can be read")
    void backsOff() {
        var closing = close(RunEnd.of(new ConnectorException.SourceUnavailable("it is down", null)), 2);
        assertThat(closing.state()).isEqualTo(RunState.FAILED);
        assertThat(closing.failures()).isEqualTo(3);
        assertThat(closing.disables()).isFalse();
        assertThat(closing.nextRunAt()).isEqualTo(in(Duration.ofMinutes(90)));
        assertThat(closing.waitingFor()).contains("backing off until 2026-03-01T01:30:00Z after: it is down");
    }

    @Test
    @DisplayName("F4: the tenth failed run in a row disables the connector and keeps the cause")
    void disables() {
        var closing = close(RunEnd.of(new IllegalStateException("secret detail")), 9);
        assertThat(closing.disables()).isTrue();
        assertThat(closing.nextRunAt()).isEmpty();
        assertThat(closing.waitingFor().orElseThrow()).startsWith("disabled after 10 failed runs: ");
        assertThat(closing.errorJson().orElseThrow()).contains("internal").doesNotContain("secret detail");
    }

    @Test
    @DisplayName("F3: a run that gave up is tried again within 30 minutes, and R7: says what it waits for")
    void retriesWhatGaveUp() {
        var closing = close(new RunEnd.GaveUp(ERROR), 3);
        assertThat(closing.state()).isEqualTo(RunState.PARTIAL);
        assertThat(closing.nextRunAt()).isEqualTo(in(Duration.ofMinutes(30)));
        assertThat(closing.waitingFor()).contains("backing off until 2026-03-01T00:30:00Z after: it is down");
        var often = RunClosing.of(new RunEnd.GaveUp(ERROR), new Schedule.Every(Duration.ofMinutes(5)), 0, NOW);
        assertThat(often.nextRunAt()).isEqualTo(in(Duration.ofMinutes(5)));
        assertThat(RunClosing.of(new RunEnd.GaveUp(ERROR), new Schedule.Manual(), 0, NOW)
                        .nextRunAt())
                .isEqualTo(in(Duration.ofMinutes(30)));
    }

    @Test
    @DisplayName("R3: a run that lost its lease to nobody goes on at once, and neither counts nor ends a back-off")
    void goesOnAfterALostLease() {
        var closing = close(new RunEnd.Superseded(), 3);
        assertThat(closing.state()).isEqualTo(RunState.SUPERSEDED);
        assertThat(closing.failures()).isEqualTo(3);
        assertThat(closing.nextRunAt()).contains(NOW);
        assertThat(closing.goesOn()).isTrue();
    }
}
