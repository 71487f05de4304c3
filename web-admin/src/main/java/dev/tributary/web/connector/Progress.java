package dev.tributary.web.connector;

import dev.tributary.web.api.RunsApi.Run;

/**
 * How far a run is, as it is drawn.
 *
 * @param value how much of {@code max} is done; both 0 where it cannot be told
 */
public record Progress(Run run, Pace pace, long value, long max) {

    public static Progress of(Run run, Pace pace) {
        var read = run.counts().fetched();
        var toRead = run.progress().pendingFetches();
        var indexed = run.counts().indexed();
        var toIndex = run.progress().pendingIndex();
        if (toRead > 0) {
            return new Progress(run, pace, read, read + toRead);
        }
        return toIndex > 0 ? new Progress(run, pace, indexed, indexed + toIndex) : new Progress(run, pace, 0, 0);
    }

    public boolean isKnown() {
        return max > 0;
    }

    /** Whole documents; a rate below one is no rate to speak of. */
    public long perSecond() {
        return Math.round(pace.perSecond());
    }
}
