package dev.tributary.engine.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F5: concurrency rises while answers are good and halves with trouble")
final class AimdTest {

    private static final Duration USUAL = Duration.ofMillis(250);

    @Test
    void startsWithFourAndReachesSixteenWithTwelveGoodAnswers() {
        var aimd = Aimd.start();
        assertThat(aimd.limit()).isEqualTo(4);
        assertThat(good(aimd, 11, USUAL).limit()).isEqualTo(15);
        assertThat(good(aimd, 12, USUAL).limit()).isEqualTo(16);
        assertThat(good(aimd, 100, USUAL).limit()).isEqualTo(16);
    }

    @Test
    void risesByOnePerWindowAfterTheFirstTrouble() {
        var halved = good(Aimd.start(), 12, USUAL).afterTrouble(0);
        assertThat(halved.limit()).isEqualTo(8);
        assertThat(good(halved, 7, USUAL).limit()).isEqualTo(8);
        assertThat(good(halved, 8, USUAL).limit()).isEqualTo(9);
        assertThat(good(halved, 8 + 9, USUAL).limit()).isEqualTo(10);
    }

    @Test
    void halvesOnceForRequestsThatWereUnderWayTogether() {
        var aimd = good(Aimd.start(), 12, USUAL);
        var sentIn = aimd.epoch();
        for (var i = 0; i < 16; i++) {
            aimd = aimd.afterTrouble(sentIn);
        }
        assertThat(aimd.limit()).isEqualTo(8);
    }

    @Test
    void halvesWhenAnswersTakeThreeTimesAsLong() {
        var calm = good(Aimd.start(), 50, USUAL);
        var strained = good(calm, 20, USUAL.multipliedBy(8));
        assertThat(strained.epoch()).isPositive();
        assertThat(strained.limit()).isLessThan(16);
    }

    @Test
    void toleratesOneSlowAnswerAndSlowOnesThatAreQuickAllTheSame() {
        var calm = good(Aimd.start(), 50, USUAL);
        assertThat(good(good(calm, 1, USUAL.multipliedBy(6)), 20, USUAL).epoch())
                .isZero();
        var quick = good(Aimd.start(), 50, Duration.ofMillis(5));
        assertThat(good(quick, 50, Duration.ofMillis(100)).epoch()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void keepsItsPromisesWhateverHappens(long seed) {
        var random = new SplittableRandom(seed);
        var aimd = Aimd.start();
        for (var i = 0; i < 5_000; i++) {
            var sentIn = Math.max(0, aimd.epoch() - random.nextInt(2));
            var next = random.nextInt(10) == 0
                    ? aimd.afterTrouble(sentIn)
                    : aimd.afterGood(Duration.ofMillis(random.nextLong(2_000)), sentIn);
            assertThat(next.limit()).isBetween(Aimd.LEAST, Aimd.MOST);
            assertThat(next.limit()).isLessThanOrEqualTo(aimd.limit() + 1);
            if (next.epoch() == aimd.epoch()) {
                assertThat(next.limit()).isGreaterThanOrEqualTo(aimd.limit());
            } else {
                assertThat(sentIn).isEqualTo(aimd.epoch());
                assertThat(next.limit()).isEqualTo(Math.max(1, aimd.limit() / 2));
                assertThat(next.probing()).isFalse();
            }
            aimd = next;
        }
    }

    private static Aimd good(Aimd from, int times, Duration took) {
        var aimd = from;
        for (var i = 0; i < times; i++) {
            aimd = aimd.afterGood(took, aimd.epoch());
        }
        return aimd;
    }
}
