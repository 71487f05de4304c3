package dev.tributary.engine.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a connector is.
 *
 * @param waitingFor why it does not run at the moment, for a person (R7)
 * @param failures failed runs in a row
 */
public record ConnectorHealth(
        long id,
        long knowledgeBase,
        String name,
        String type,
        Health health,
        @Nullable String waitingFor,
        @Nullable Instant nextRunAt,
        int failures,
        @Nullable RunError lastError,
        @Nullable LastRun lastRun,
        long heldRemovals) {

    /** In a word. */
    public enum Health {
        /** Its last run left nothing to say. */
        OK,
        RUNNING,
        QUEUED,
        /** Its last run left documents unread, or its work for a next run. */
        PARTIAL,
        /** Its last run failed; it is tried again, or waits for a person. */
        FAILING,
        PAUSED,
        /** By the engine, after too many failed runs. */
        DISABLED,
        DELETING,
        /** It has not run yet. */
        NEW;

        static Health of(String connectorState, @Nullable RunState run) {
            if (!connectorState.equals("active")) {
                return valueOf(connectorState.toUpperCase(java.util.Locale.ROOT));
            }
            if (run == null) {
                return NEW;
            }
            return switch (run) {
                case QUEUED -> QUEUED;
                case RUNNING -> RUNNING;
                case COMPLETED, CANCELLED, SUPERSEDED -> OK;
                case PARTIAL -> PARTIAL;
                case FAILED -> FAILING;
            };
        }
    }

    /** The youngest run, previews aside. */
    public record LastRun(
            long id,
            RunKind kind,
            RunState state,
            @Nullable Instant endedAt) {}
}
