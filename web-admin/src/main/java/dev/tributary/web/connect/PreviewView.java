package dev.tributary.web.connect;

import dev.tributary.web.api.RunsApi.Run;
import dev.tributary.web.api.RunsApi.Sample;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a preview found.
 *
 * @param scope the mark of the answers that were previewed
 * @param stale whether the answers changed since
 * @param confirms whether a change is confirmed with it
 */
record PreviewView(Run run, String scope, boolean stale, boolean confirms) {
    private static final double QUICK = 50;
    private static final double SLOW = 2;
    private static final int SHOWN = 8;

    /** Documents that a sync would treat alike. */
    record Group(String kind, long count, List<Sample> sample) {
        Group {
            sample = sample.stream().limit(SHOWN).toList();
        }

        public long more() {
            return count - sample.size();
        }
    }

    /** How long the first sync takes: with a source that answers quickly, and with a slow one. */
    record Estimate(Duration atLeast, Duration atMost) {
        private static final Duration NARROW = Duration.ofSeconds(10);

        /** Whether the two are much the same. */
        public boolean isNarrow() {
            return atMost.minus(atLeast).compareTo(NARROW) < 0;
        }
    }

    public boolean isUnderWay() {
        return run.isUnderWay();
    }

    public boolean isFinished() {
        return run.state().equals("completed") || run.state().equals("partial");
    }

    /** Those with documents, what comes and goes first. */
    public List<Group> groups() {
        var counts = run.counts();
        return Stream.of(
                        group("removed", counts.tombstoned()),
                        group("added", counts.added()),
                        group("updated", counts.updated()),
                        group("filtered", counts.filtered()),
                        group("skipped", counts.skipped()),
                        group("failed", counts.failed()),
                        group("excluded", counts.excluded()),
                        group("moved", counts.moved()),
                        group("duplicates", counts.duplicates()),
                        group("unchanged", counts.unchanged()))
                .filter(group -> group.count() > 0)
                .toList();
    }

    private Group group(String kind, long count) {
        return new Group(kind, count, run.sample().getOrDefault(kind, List.of()));
    }

    public long removed() {
        return run.counts().tombstoned();
    }

    /** All that would be in the knowledge base. */
    public long documents() {
        var counts = run.counts();
        return counts.added() + counts.updated() + counts.moved() + counts.unchanged();
    }

    /** Listing takes as long as it took now; how long each document takes to read, only the source knows. */
    public Estimate estimate() {
        var listing = run.startedAt() == null || run.endedAt() == null
                ? Duration.ZERO
                : Duration.between(run.startedAt(), run.endedAt());
        var read = run.counts().added() + run.counts().updated();
        return new Estimate(listing.plusSeconds((long) Math.ceil(read / QUICK)), listing.plusSeconds((long)
                Math.ceil(read / SLOW)));
    }
}
