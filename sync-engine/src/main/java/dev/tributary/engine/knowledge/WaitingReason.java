package dev.tributary.engine.knowledge;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a connector does nothing at the moment (R7).
 *
 * @param stored what its last run left behind
 * @param runState of its newest run, if it ever ran
 * @param ahead how many connectors the scheduler takes before this one
 */
record WaitingReason(
        StoredConnector.State state,
        @Nullable String stored,
        @Nullable String runState,
        long ahead,
        long heldRemovals) {

    Optional<String> inWords() {
        if ("running".equals(runState)) {
            return Optional.empty();
        }
        return switch (state) {
            case DRAFT -> queued();
            case PAUSED -> Optional.of("paused");
            case DELETING -> Optional.of("being deleted");
            case DISABLED -> Optional.of(stored == null ? "disabled after too many failed runs" : stored);
            case ACTIVE -> queued().or(() -> Optional.ofNullable(stored)).or(this::held);
        };
    }

    private Optional<String> queued() {
        if (!"queued".equals(runState) || ahead == 0) {
            return Optional.empty();
        }
        return Optional.of(ahead == 1 ? "queued behind 1 connector" : "queued behind " + ahead + " connectors");
    }

    private Optional<String> held() {
        if (heldRemovals == 0) {
            return Optional.empty();
        }
        return Optional.of(
                heldRemovals == 1 ? "1 removal is held for review" : heldRemovals + " removals are held for review");
    }
}
