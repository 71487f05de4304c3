package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FailureStreakTest {

    @Test
    @DisplayName("F3: 20 failures in a row are hopeless, 19 and a success are not")
    void countsFailuresInARow() {
        var streak = FailureStreak.NONE;
        for (var i = 0; i < 19; i++) {
            streak = streak.failed();
            assertThat(streak.isHopeless()).isFalse();
        }
        assertThat(streak.failed().isHopeless()).isTrue();
        assertThat(streak.succeeded().failed().isHopeless()).isFalse();
    }

    @Test
    @DisplayName("F3: over half of the last 100 are hopeless, and fewer than 100 are not enough to tell")
    void countsTheLastHundred() {
        var streak = FailureStreak.NONE;
        for (var i = 0; i < 99; i++) {
            streak = i % 2 == 0 ? streak.failed() : streak.succeeded();
            assertThat(streak.isHopeless()).isFalse();
        }
        assertThat(streak.succeeded().isHopeless()).as("50 of 100").isFalse();
        assertThat(streak.failed().isHopeless()).as("51 of 100").isTrue();
    }

    @ParameterizedTest
    @DisplayName("F3: the bits say what a list of outcomes says, whatever the outcomes")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void agreesWithAList(long seed) {
        var random = new SplittableRandom(seed);
        var outcomes = new ArrayDeque<Boolean>();
        var streak = FailureStreak.NONE;
        var inARow = 0;
        var share = random.nextDouble(0.4, 0.6);
        for (var i = 0; i < 5_000; i++) {
            var failed = random.nextDouble() < share;
            streak = failed ? streak.failed() : streak.succeeded();
            inARow = failed ? inARow + 1 : 0;
            outcomes.addLast(failed);
            if (outcomes.size() > 100) {
                outcomes.removeFirst();
            }
            var failures = outcomes.stream().filter(one -> one).count();
            assertThat(streak.isHopeless())
                    .as("outcome %d of seed %d", i, seed)
                    .isEqualTo(inARow >= 20 || (outcomes.size() == 100 && failures > 50));
        }
    }
}
