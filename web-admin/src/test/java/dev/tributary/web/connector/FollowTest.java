package dev.tributary.web.connector;

import static dev.tributary.web.connector.Examples.NOON;
import static dev.tributary.web.connector.Examples.counts;
import static dev.tributary.web.connector.Examples.pending;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.web.api.RunsApi.Run;
import org.junit.jupiter.api.Test;

final class FollowTest {

    @Test
    void drawsTheCardAnewWhenARunBegins() {
        var follow = new Follow("");
        assertThat(follow.next(run("1", "queued", 0), NOON)).isEmpty();
        assertThat(follow.next(run("1", "running", 0), NOON.plusSeconds(1))).isEmpty();
        assertThat(follow.next(run("1", "running", 40), NOON.plusSeconds(2))).isPresent();
    }

    @Test
    void drawsOnlyProgressOfTheRunThatThePageShows() {
        var follow = new Follow(Follow.mark("1", "running"));
        var progress = follow.next(run("1", "running", 40), NOON.plusSeconds(2)).orElseThrow();
        assertThat(progress.run().counts().listed()).isEqualTo(40);
        assertThat(progress.perSecond()).isEqualTo(20);
    }

    @Test
    void drawsTheCardAnewWhenTheRunEnds() {
        var follow = new Follow(Follow.mark("1", "running"));
        assertThat(follow.next(run("1", "completed", 40), NOON)).isEmpty();
    }

    @Test
    void drawsTheCardAnewForARunThatWasOverBeforeItWasSeen() {
        assertThat(new Follow("").next(run("1", "completed", 40), NOON)).isEmpty();
    }

    @Test
    void drawsTheCardAnewWhenTheNextRunTookItsPlace() {
        var follow = new Follow(Follow.mark("1", "running"));
        assertThat(follow.next(run("2", "running", 0), NOON)).isEmpty();
        assertThat(follow.next(run("2", "running", 5), NOON.plusSeconds(1))).isPresent();
    }

    @Test
    void measuresThePaceOfTheLastSeconds() {
        var follow = new Follow(Follow.mark("1", "running"));
        follow.next(run("1", "running", 1000), NOON.plusSeconds(1));
        for (var second = 2; second <= 20; second++) {
            var progress = follow.next(run("1", "running", 1000 + 3 * second), NOON.plusSeconds(second));
            if (second > 8) {
                assertThat(progress.orElseThrow().perSecond()).isEqualTo(3);
            }
        }
    }

    private static Run run(String id, String state, long listed) {
        return Examples.run(id, state, counts(listed, 0, 0), pending(0, 0));
    }
}
