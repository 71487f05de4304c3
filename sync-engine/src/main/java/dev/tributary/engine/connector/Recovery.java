package dev.tributary.engine.connector;

import java.time.Duration;

/** What the engine does about a failure. */
public sealed interface Recovery {

    /** The run failed; another may do better. */
    record TryAgain() implements Recovery {}

    /** The run goes on after a while; this is no failure. */
    record Defer(Duration pause) implements Recovery {}

    /** Stops until a person has connected again. */
    record AskToReconnect() implements Recovery {}

    /**
     * Stops until a person has changed the settings.
     *
     * @param field the field at fault, or the empty string
     */
    record AskToReconfigure(String field) implements Recovery {}

    /** Records the document as failed and goes on with the others. */
    record RecordAndGoOn() implements Recovery {}

    /** Counts the document as skipped, with the reason, and goes on with the others. */
    record SkipDocument(String reason) implements Recovery {}

    /** Stops the run and reports; nothing is removed. */
    record ReportDefect() implements Recovery {}
}
