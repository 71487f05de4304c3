package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where a process stands still, and where it does not. */
final class GateTest {

    @Test
    void letsWaitFromTheStatementOnThatItWasToldOf() {
        var gate = Gate.standingStillAt(5);

        assertThat(gate.turn(4)).isEmpty();
        assertThat(gate.turn(5)).isPresent();
        assertThat(gate.turn(6)).isPresent();
    }

    @Test
    void letsNothingWaitOnceItWasWokenUpEvenIfTheSourceEndsLater() {
        var gate = Gate.standingStillAt(5);
        gate.wakeUp();

        gate.standStillIn(1);

        assertThat(gate.turn(6)).isEmpty();
        assertThat(gate.turn(60)).isEmpty();
    }
}
