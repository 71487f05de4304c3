package dev.tributary.web.connector;

import static dev.tributary.web.connector.Examples.NOON;
import static dev.tributary.web.connector.Examples.counts;
import static dev.tributary.web.connector.Examples.pending;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.web.api.RunsApi.Counts;
import dev.tributary.web.connector.Pace.Snapshot;
import dev.tributary.web.connector.Pace.Step;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PaceTest {

    @Test
    void tellsHowFastItListsButNotUntilWhen() {
        var pace = Pace.between(at(0, counts(100, 0, 0), 0, 0), at(4, counts(300, 10, 0), 290, 0));
        assertThat(pace.step()).isEqualTo(Step.LISTING);
        assertThat(pace.perSecond()).isEqualTo(50);
        assertThat(pace.left()).isNull();
    }

    @Test
    void tellsWhenAllIsReadOnceTheListingIsThrough() {
        var pace = Pace.between(at(0, counts(300, 100, 0), 200, 0), at(10, counts(300, 150, 20), 150, 30));
        assertThat(pace).isEqualTo(new Pace(Step.READING, 5, Duration.ofSeconds(30)));
    }

    @Test
    void tellsWhenAllIsSearchableOnceAllIsRead() {
        var pace = Pace.between(at(0, counts(300, 300, 100), 0, 200), at(2, counts(300, 300, 200), 0, 100));
        assertThat(pace).isEqualTo(new Pace(Step.INDEXING, 50, Duration.ofSeconds(2)));
    }

    @Test
    void doesNotGuessFromACountThatWasCutShort() {
        var pace = Pace.between(at(0, counts(90_000, 100, 0), 10_000, 0), at(1, counts(90_000, 200, 0), 10_000, 0));
        assertThat(pace).isEqualTo(new Pace(Step.READING, 100, null));
    }

    @Test
    void saysNothingWhileNothingMoves() {
        assertThat(Pace.between(at(0, counts(10, 5, 5), 5, 0), at(3, counts(10, 5, 5), 5, 0)))
                .isEqualTo(new Pace(Step.NOTHING, 0, null));
    }

    @Test
    void saysNothingOfTwoLooksAtOnce() {
        assertThat(Pace.between(at(3, counts(10, 5, 5), 5, 0), at(3, counts(20, 5, 5), 5, 0))
                        .step())
                .isEqualTo(Step.NOTHING);
    }

    @Test
    void isTheAverageWhereThereWasOneLookOnly() {
        var run = Examples.run("1", "running", counts(120, 0, 0), pending(120, 0));
        assertThat(Pace.sinceStart(run, NOON.plusSeconds(60))).isEqualTo(new Pace(Step.LISTING, 2, null));
        assertThat(Pace.sinceStart(run, NOON.plusMillis(10)).step()).isEqualTo(Step.NOTHING);
    }

    @Test
    void hasNoAverageBeforeTheStart() {
        var run = Examples.run("1", "queued", counts(0, 0, 0), pending(0, 0));
        assertThat(Pace.sinceStart(run, NOON.plusSeconds(60)).step()).isEqualTo(Step.NOTHING);
    }

    private static Snapshot at(int second, Counts counts, long fetches, long index) {
        return new Snapshot(Examples.run("1", "running", counts, pending(fetches, index)), NOON.plusSeconds(second));
    }
}
