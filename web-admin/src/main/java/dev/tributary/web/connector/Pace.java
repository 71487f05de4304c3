package dev.tributary.web.connector;

import dev.tributary.web.api.RunsApi.Run;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How fast a run goes at the moment.
 *
 * @param step what it does
 * @param perSecond documents of that step
 * @param left until this step is through; null where nobody can tell
 */
public record Pace(Step step, double perSecond, @Nullable Duration left) {

    /** More than this is counted no further by the engine, so nobody knows how much there is. */
    private static final long COUNTED = 10_000;

    /** What a run does; reading and making searchable go on while it lists, and are what remains at the end. */
    public enum Step {
        LISTING,
        READING,
        INDEXING,
        NOTHING
    }

    /** A run as it was at a time. */
    public record Snapshot(Run run, Instant at) {}

    /** From how things were and how they are. */
    public static Pace between(Snapshot before, Snapshot now) {
        var seconds = Duration.between(before.at(), now.at()).toMillis() / 1000.0;
        if (seconds <= 0) {
            return new Pace(Step.NOTHING, 0, null);
        }
        var then = before.run().counts();
        var counts = now.run().counts();
        var progress = now.run().progress();
        if (counts.listed() > then.listed()) {
            return new Pace(Step.LISTING, (counts.listed() - then.listed()) / seconds, null);
        }
        if (counts.fetched() > then.fetched()) {
            return of(Step.READING, (counts.fetched() - then.fetched()) / seconds, progress.pendingFetches());
        }
        return counts.indexed() > then.indexed()
                ? of(Step.INDEXING, (counts.indexed() - then.indexed()) / seconds, progress.pendingIndex())
                : new Pace(Step.NOTHING, 0, null);
    }

    private static Pace of(Step step, double perSecond, long pending) {
        return new Pace(
                step,
                perSecond,
                pending == 0 || pending >= COUNTED ? null : Duration.ofMillis(Math.round(pending / perSecond * 1000)));
    }

    /** On the average since it began, which is all that one look at a run tells. */
    public static Pace sinceStart(Run run, Instant now) {
        var started = run.startedAt();
        if (started == null || !run.isUnderWay()) {
            return new Pace(Step.NOTHING, 0, null);
        }
        var seconds = Duration.between(started, now).toMillis() / 1000.0;
        return seconds < 1 || run.counts().listed() == 0
                ? new Pace(Step.NOTHING, 0, null)
                : new Pace(Step.LISTING, run.counts().listed() / seconds, null);
    }
}
