package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PaceTest {

    private final TestClock clock = new TestClock();
    private final Pace pace = new Pace(clock);

    private void page(int read, int store) {
        clock.pass(Duration.ofMillis(read));
        pace.arrived();
        clock.pass(Duration.ofMillis(store));
        pace.stored();
    }

    @Test
    void isNotBoundByTheStoreBeforeAnythingWasStored() {
        assertThat(pace.isBoundByTheStore()).isFalse();
        clock.pass(Duration.ofSeconds(1));
        pace.arrived();
        assertThat(pace.isBoundByTheStore()).isFalse();
    }

    @Test
    void isBoundByTheStoreWhileThatTakesLongerThanTheSource() {
        page(10, 11);
        assertThat(pace.isBoundByTheStore()).isTrue();
        page(20, 20);
        assertThat(pace.isBoundByTheStore()).isFalse();
        page(1, 2);
        assertThat(pace.isBoundByTheStore()).isTrue();
        page(3, 2);
        assertThat(pace.isBoundByTheStore()).isFalse();
    }

    @Test
    void isBoundByNothingOnceAllIsListed() {
        page(10, 11);
        pace.ended();
        assertThat(pace.isBoundByTheStore()).isFalse();
    }
}
