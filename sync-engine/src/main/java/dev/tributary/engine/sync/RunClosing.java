package dev.tributary.engine.sync;

import dev.tributary.engine.knowledge.Schedule;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the end of a run means for the run and its connector: state, back-off, when the next one starts and what it waits
 * for (F1, F4, R5, R7).
 *
 * @param failures failed runs in a row, this one included
 * @param disables whether that is one too many
 * @param goesOn whether the rest is queued at once
 */
record RunClosing(
        RunState state,
        Instant now,
        int failures,
        boolean disables,
        boolean goesOn,
        Optional<Instant> nextRunAt,
        Optional<String> waitingFor,
        Optional<RunError> error,
        Optional<String> remark) {

    /** How it was closed in the end. */
    record Closed(RunState state, Optional<Instant> nextRunAt) {}

    static RunClosing of(RunEnd end, Schedule schedule, int failuresBefore, Instant now) {
        var regular = schedule.next(now);
        return switch (end) {
            case RunEnd.Done(long failed) when failed == 0 -> closing(RunState.COMPLETED, now, regular);
            case RunEnd.Done(long failed) ->
                closing(RunState.PARTIAL, now, regular).because(documentsFailed(failed));
            case RunEnd.SliceOver _, RunEnd.Interrupted _ -> rest(RunState.PARTIAL, now, failuresBefore);
            case RunEnd.Cancelled _ -> closing(RunState.CANCELLED, now, regular).after(failuresBefore);
            case RunEnd.Superseded _ -> rest(RunState.SUPERSEDED, now, failuresBefore);
            case RunEnd.GaveUp(RunError error) -> {
                var retry = now.plus(Patience.afterFailedRuns(1));
                var next = regular.filter(retry::isAfter).or(() -> Optional.of(retry));
                yield closing(RunState.PARTIAL, now, next)
                        .because(error)
                        .waiting("backing off until %s after: %s".formatted(next.orElse(retry), error.message()));
            }
            case RunEnd.Deferred(var pause, RunError error) -> {
                var until = now.plus(pause);
                yield closing(RunState.PARTIAL, now, Optional.of(until))
                        .after(failuresBefore)
                        .because(error)
                        .waiting("rate limited until " + until);
            }
            case RunEnd.Failed failed -> failed(failed, failuresBefore, now);
        };
    }

    private static RunClosing failed(RunEnd.Failed end, int failuresBefore, Instant now) {
        var failed = closing(RunState.FAILED, now, Optional.empty()).because(end.error());
        return switch (end.remedy()) {
            case RECONNECT -> failed.after(failuresBefore).waiting("waiting for a valid credential");
            case RECONFIGURE -> failed.after(failuresBefore).waiting("waiting for corrected settings");
            case WAIT -> {
                var failures = failuresBefore + 1;
                var until = now.plus(Patience.afterFailedRuns(failures));
                var disables = failures >= Patience.FAILURES_UNTIL_DISABLED;
                var waiting = disables
                        ? "disabled after %d failed runs: %s"
                                .formatted(failures, end.error().message())
                        : "backing off until %s after: %s"
                                .formatted(until, end.error().message());
                yield new RunClosing(
                        RunState.FAILED,
                        now,
                        failures,
                        disables,
                        false,
                        disables ? Optional.empty() : Optional.of(until),
                        Optional.of(waiting),
                        Optional.of(end.error()),
                        Optional.empty());
            }
        };
    }

    /** With what an incomplete listing means, for a person to read (L2). */
    RunClosing afterListing(Listing listing) {
        return new RunClosing(state, now, failures, disables, goesOn, nextRunAt, waitingFor, error, listing.remark());
    }

    /** The lease is another's: the connector and what it does next are, too. */
    RunClosing superseded() {
        return closing(RunState.SUPERSEDED, now, Optional.empty());
    }

    Closed closed() {
        return new Closed(state, nextRunAt);
    }

    Optional<String> errorJson() {
        return error.map(JsonMapper.shared()::writeValueAsString);
    }

    private static RunClosing rest(RunState state, Instant now, int failures) {
        return new RunClosing(
                state,
                now,
                failures,
                false,
                true,
                Optional.of(now),
                Optional.of("queued: goes on behind the others"),
                Optional.empty(),
                Optional.empty());
    }

    private static RunError documentsFailed(long failed) {
        return new RunError(
                "documentsFailed",
                failed == 1 ? "1 document could not be read" : failed + " documents could not be read",
                "They keep their last good content and are tried again; the list of failed documents says why.");
    }

    private static RunClosing closing(RunState state, Instant now, Optional<Instant> next) {
        return new RunClosing(state, now, 0, false, false, next, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private RunClosing because(RunError cause) {
        return new RunClosing(
                state, now, failures, disables, goesOn, nextRunAt, waitingFor, Optional.of(cause), remark);
    }

    private RunClosing after(int failedRuns) {
        return new RunClosing(state, now, failedRuns, disables, goesOn, nextRunAt, waitingFor, error, remark);
    }

    private RunClosing waiting(String reason) {
        return new RunClosing(state, now, failures, disables, goesOn, nextRunAt, Optional.of(reason), error, remark);
    }
}
