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
        Documents documents) {

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

    /**
     * Documents by state; each is in one.
     *
     * @param pending known, but not searchable in the version the source has
     * @param failed could not be read and will be tried again
     * @param removed gone from the source, to be purged
     * @param heldRemovals how many removals wait for a person's decision
     */
    public record Documents(
            long indexed,
            long pending,
            long failed,
            long skipped,
            long filtered,
            long excluded,
            long removed,
            long heldRemovals) {}
}
