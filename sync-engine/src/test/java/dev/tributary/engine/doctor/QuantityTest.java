package dev.tributary.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class QuantityTest {

    @Test
    void saysOneThingAndSeveral() {
        assertThat(Quantity.of(0, "failed run")).isEqualTo("0 failed runs");
        assertThat(Quantity.of(1, "failed run")).isEqualTo("1 failed run");
        assertThat(Quantity.of(2, "failed run")).isEqualTo("2 failed runs");
        assertThat(ScheduleCheck.late(1, "noon", 0))
                .isEqualTo("1 connector is due since noon, while 0 runs are under way.");
        assertThat(ScheduleCheck.late(3, "noon", 1))
                .isEqualTo("3 connectors are due, the first since noon, while 1 run is under way.");
    }
}
