package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class PatienceTest {

    @Test
    @DisplayName("F4: the wait after failed runs is 30 minutes for each, and 24 hours at most")
    void waitsLongerAfterEachRun() {
        assertThat(Patience.afterFailedRuns(1)).isEqualTo(Duration.ofMinutes(30));
        assertThat(Patience.afterFailedRuns(9)).isEqualTo(Duration.ofMinutes(270));
        assertThat(Patience.afterFailedRuns(48)).isEqualTo(Duration.ofHours(24));
        assertThat(Patience.afterFailedRuns(1_000_000)).isEqualTo(Duration.ofHours(24));
    }

    @Test
    @DisplayName("L9: the wait before a document is tried again doubles, and is 24 hours at most")
    void waitsLongerAfterEachAttempt() {
        assertThat(Patience.afterFailedAttempts(1)).isEqualTo(Duration.ofMinutes(5));
        assertThat(Patience.afterFailedAttempts(2)).isEqualTo(Duration.ofMinutes(10));
        assertThat(Patience.afterFailedAttempts(9)).isEqualTo(Duration.ofMinutes(1280));
        assertThat(Patience.afterFailedAttempts(10)).isEqualTo(Duration.ofHours(24));
        assertThat(Patience.afterFailedAttempts(Integer.MAX_VALUE)).isEqualTo(Duration.ofHours(24));
    }
}
