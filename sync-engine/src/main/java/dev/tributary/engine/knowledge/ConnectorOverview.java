package dev.tributary.engine.knowledge;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connector with all that a person wants to know of it.
 *
 * @param waitingFor why it does nothing although it could, in words (R7)
 */
public record ConnectorOverview(
        StoredConnector connector,
        Optional<String> waitingFor,
        Optional<LastError> lastError,
        Activity activity,
        DocumentCounts documents) {

    /** The same with other tag slots. */
    public ConnectorOverview with(TagSlots slots) {
        return new ConnectorOverview(connector.with(slots), waitingFor, lastError, activity, documents);
    }

    /** Why the last run did not complete. */
    public record LastError(String kind, String message, String hint) {}

    /** What happened and what comes. */
    public record Activity(
            Optional<LastRun> lastRun, Optional<Instant> nextRunAt, Instant createdAt, Instant updatedAt) {}

    /** The newest run; null is what has not happened yet. */
    public record LastRun(
            long id,
            String kind,
            String state,
            String reason,
            Instant requestedAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {}
}
