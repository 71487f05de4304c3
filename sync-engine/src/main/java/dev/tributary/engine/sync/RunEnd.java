package dev.tributary.engine.sync;

import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.CredentialRejected;
import dev.tributary.connector.ConnectorException.DocumentUnreadable;
import dev.tributary.connector.ConnectorException.RateLimited;
import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import java.time.Duration;

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
    record Deferred(Duration wait, RunError error) implements RunEnd {}

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

    Duration UNKNOWN_WAIT = Duration.ofMinutes(1);

    static RunEnd of(Throwable cause) {
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
        var message = cause.getMessage();
        return switch (cause) {
            case SourceUnavailable _ ->
                new Failed(
                        new RunError("sourceUnavailable", message, "The run is tried again by itself."), Remedy.WAIT);
            case RateLimited limited ->
                new Deferred(
                        limited.retryAfter().orElse(UNKNOWN_WAIT),
                        new RunError("rateLimited", message, "The run goes on by itself when the source allows it."));
            case CredentialRejected _ ->
                new Failed(
                        new RunError("credentialRejected", message, "Enter a valid credential; syncs then go on."),
                        Remedy.RECONNECT);
            case ConfigRejected rejected ->
                new Failed(
                        new RunError(
                                "configRejected",
                                rejected.field().isEmpty() ? message : rejected.field() + ": " + message,
                                "Correct the connector's settings; syncs then go on."),
                        Remedy.RECONFIGURE);
            case DocumentUnreadable _ ->
                new Failed(
                        new RunError("documentUnreadable", message, "The run is tried again by itself."), Remedy.WAIT);
            case UnexpectedResponse _ ->
                new Failed(
                        new RunError(
                                "unexpectedResponse",
                                message,
                                "Nothing was removed. If it happens again, report it with this message."),
                        Remedy.WAIT);
        };
    }
}
