package dev.tributary.engine.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.knowledge.StoredConnector.State;
import org.junit.jupiter.api.Test;

final class WaitingReasonTest {

    @Test
    void aConnectorAtWorkWaitsForNothing() {
        assertThat(new WaitingReason(State.ACTIVE, "rate limited", "running", 3, 5).inWords())
                .isEmpty();
        assertThat(new WaitingReason(State.ACTIVE, null, "completed", 0, 0).inWords())
                .isEmpty();
    }

    @Test
    void tellsHowManyAreAhead() {
        assertThat(new WaitingReason(State.ACTIVE, null, "queued", 3, 0).inWords())
                .contains("queued behind 3 connectors");
    }

    @Test
    void tellsWhatTheLastRunLeftBehindBeforeHeldRemovals() {
        assertThat(new WaitingReason(State.ACTIVE, "waiting for a valid credential", "failed", 0, 2).inWords())
                .contains("waiting for a valid credential");
        assertThat(new WaitingReason(State.ACTIVE, null, "completed", 0, 2).inWords())
                .contains("2 removals are held for review");
    }

    @Test
    void aPersonsPauseComesBeforeAllElse() {
        assertThat(new WaitingReason(State.PAUSED, "backing off", "queued", 3, 2).inWords())
                .contains("paused");
    }
}
