package dev.tributary.engine.sync;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run as a person sees it.
 *
 * @param remark what the run could not do although it ended well, such as removals after an incomplete listing (L2)
 * @param sample of a preview: the first documents of each bucket, and those that would be {@code removed}
 */
public record Run(
        long id,
        Source connector,
        RunKind kind,
        RunState state,
        String reason,
        Times times,
        Counts counts,
        Progress progress,
        Map<String, List<Sample>> sample,
        Optional<RunError> error,
        Optional<String> remark) {

    /** Whose run it is. */
    public record Source(long id, String name) {}

    /** When it was asked for, began and ended. */
    public record Times(
            Instant requestedAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {}

    /** What was done so far. {@code listed} is the sum of the ones from {@code added} to {@code duplicates}. */
    public record Counts(
            long listed,
            long added,
            long updated,
            long moved,
            long unchanged,
            long skipped,
            long filtered,
            long excluded,
            long failed,
            long duplicates,
            long refreshed,
            long fetched,
            long changedBetween,
            long indexed,
            long tombstoned,
            long purged,
            long restored,
            long held) {}

    /**
     * How far it is.
     *
     * @param pendingFetches documents to be read, counted up to {@link #COUNTED}
     * @param pendingIndex documents to be made searchable, counted up to {@link #COUNTED}
     * @param waitingFor why nothing happens at the moment (R7); null while something does
     */
    public record Progress(
            long pages,
            long pendingFetches,
            long pendingIndex,
            boolean cancelRequested,
            @Nullable String waitingFor) {

        /** Up to here pending documents are counted; more are not told apart. */
        public static final int COUNTED = 10_000;
    }

    /** A document that a preview met. */
    public record Sample(String externalId, String title, String url, String reason) {}

    Run waitingFor(String why) {
        var waits = new Progress(
                progress.pages(), progress.pendingFetches(), progress.pendingIndex(), progress.cancelRequested(), why);
        return new Run(id, connector, kind, state, reason, times, counts, waits, sample, error, remark);
    }
}
