package dev.tributary.web.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.web.api.RunsApi.Counts;
import dev.tributary.web.run.Sum.Part;
import org.junit.jupiter.api.Test;

final class SumTest {
    private static final Counts COUNTS = new Counts(1010, 6, 2, 1, 990, 3, 4, 1, 2, 1, 5, 9, 0, 8, 7, 0, 0, 30);

    @Test
    void addsUpToWhatWasListed() {
        var sum = Sum.of(COUNTS);
        assertThat(sum.parts()).extracting(Part::name).startsWith("added", "updated", "moved", "unchanged");
        assertThat(sum.parts().stream().mapToLong(Part::count).sum()).isEqualTo(sum.listed());
        assertThat(sum.undecided()).isZero();
    }

    @Test
    void keepsOtherThingsOutOfTheSum() {
        assertThat(Sum.of(COUNTS).rest())
                .extracting(Part::name)
                .containsExactly("fetched", "indexed", "refreshed", "tombstoned", "held");
    }

    @Test
    void fillsTheBarAndLetsEachPartBeSeen() {
        var parts = Sum.of(COUNTS).parts();
        var end = 0.0;
        for (var part : parts) {
            assertThat(part.x()).isCloseTo(end, within(0.001));
            assertThat(part.width()).isGreaterThan(4);
            end += part.width();
        }
        assertThat(end).isCloseTo(Sum.WIDTH, within(0.001));
    }

    @Test
    void saysWhatIsNotDecidedYet() {
        var sum = Sum.of(new Counts(40, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(sum.undecided()).isEqualTo(30);
    }

    @Test
    void isEmptyWhereNothingWasListed() {
        assertThat(Sum.of(new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
                        .parts())
                .isEmpty();
    }
}
