package dev.tributary.web.connector;

import static dev.tributary.web.connector.Examples.counts;
import static dev.tributary.web.connector.Examples.pending;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProgressTest {
    private static final Pace STILL = new Pace(Pace.Step.NOTHING, 0, null);

    @Test
    void isTheShareThatIsRead() {
        var progress = Progress.of(Examples.run("1", "running", counts(100, 30, 10), pending(70, 20)), STILL);
        assertThat(progress.isKnown()).isTrue();
        assertThat(progress.value()).isEqualTo(30);
        assertThat(progress.max()).isEqualTo(100);
    }

    @Test
    void isTheShareThatIsSearchableOnceAllIsRead() {
        var progress = Progress.of(Examples.run("1", "running", counts(100, 100, 60), pending(0, 40)), STILL);
        assertThat(progress.value()).isEqualTo(60);
        assertThat(progress.max()).isEqualTo(100);
    }

    @Test
    void isNotKnownWhileThereIsOnlyAListing() {
        assertThat(Progress.of(Examples.run("1", "running", counts(100, 0, 0), pending(0, 0)), STILL)
                        .isKnown())
                .isFalse();
    }
}
