package dev.tributary.engine.sync;

import dev.tributary.connector.ConnectorException;
import dev.tributary.engine.connector.FailurePolicy;
import dev.tributary.engine.connector.Recovery;
import java.time.Duration;
import reactor.core.Exceptions;

/** How a run ended, and with it what happens next (F1). */
sealed interface RunEnd {

    /** All was done that could be; {@code failedDocuments} make it partial. */
    record Done(long failedDocuments) implements RunEnd {}

    /** The slice is over, the rest goes on at once, behind the others that wait (R5). */
    record SliceOver() implements RunEnd {}

    record Cancelled() implements RunEnd {}

    /** The process stops; the run goes on with the next one that starts. */
    record Interrupted() implements RunEnd {}

    record Superseded() implements RunEnd {}

    /** Documents kept failing (F3). */
    record GaveUp(RunError error) implements RunEnd {}

    /** Not a failure: the run goes on once the source allows it. */
    record Deferred(Duration pause, RunError error) implements RunEnd {}

    record Failed(RunError error, Remedy remedy) implements RunEnd {}

    /** What has to happen before the next run. */
    enum Remedy {
        /** Time passes: the back-off of F4. */
        WAIT,
        /** A person connects again. */
        RECONNECT,
        /** A person corrects the settings. */
        RECONFIGURE
    }

    /** Ends a run from within its pipeline. */
    final class Stopped extends RuntimeException {
        private final transient RunEnd end;

        Stopped(RunEnd end) {
            super(end.toString(), null, false, false);
            this.end = end;
        }

        RunEnd end() {
            return end;
        }
    }

    /** Downloads, or parts of a page, that fail at the same moment arrive as one failure: the first of them says what to do. */
    static RunEnd of(Throwable failure) {
        var cause = Exceptions.unwrapMultiple(failure).getFirst();
        return switch (cause) {
            case Stopped stopped -> stopped.end();
            case LeaseLost _ -> new Superseded();
            case ConnectorException refused -> of(refused);
            default ->
                new Failed(
                        new RunError(
                                "internal",
                                "An error of ours: " + cause.getClass().getSimpleName(),
                                "The log of this process says more; the run is tried again by itself."),
                        Remedy.WAIT);
        };
    }

    private static RunEnd of(ConnectorException cause) {
        var reaction = FailurePolicy.reaction(cause);
        var error = new RunError(reaction.kind(), cause.getMessage(), reaction.hint());
        return switch (reaction.recovery()) {
            case Recovery.Defer(var pause) -> new Deferred(pause, error);
            case Recovery.AskToReconnect _ -> new Failed(error, Remedy.RECONNECT);
            case Recovery.AskToReconfigure(String field) -> new Failed(error.about(field), Remedy.RECONFIGURE);
            case Recovery.TryAgain _, Recovery.RecordAndGoOn _, Recovery.SkipDocument _, Recovery.ReportDefect _ ->
                new Failed(error, Remedy.WAIT);
        };
    }
}
