package dev.tributary.web.connector;

import dev.tributary.web.api.RunsApi.Run;
import dev.tributary.web.connector.Pace.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Decides what one page is told of one connector's runs; used by one thread at a time. */
public final class Follow {
    /** The pace is that of the last few seconds: pages of a listing come in bursts. */
    private static final Duration WINDOW = Duration.ofSeconds(5);

    private final Deque<Snapshot> seen = new ArrayDeque<>();
    private String shown;

    /** Of a page that shows no run under way, or the one of this {@link #mark}. */
    public Follow(String shown) {
        this.shown = shown;
    }

    /** What of a run decides how a card looks as a whole, its buttons and all; empty when it has ended. */
    public static String mark(String run, String state) {
        return state.equals("queued") || state.equals("running") ? run + ":" + state : "";
    }

    /** How far the run is; empty when the whole card looks different now. */
    public Optional<Progress> next(Run run, Instant at) {
        var mark = mark(run.id(), run.state());
        if (!mark.equals(shown) || mark.isEmpty()) {
            shown = mark;
            seen.clear();
            return Optional.empty();
        }
        var now = new Snapshot(run, at);
        while (seen.size() > 1 && seen.getFirst().at().isBefore(at.minus(WINDOW))) {
            seen.removeFirst();
        }
        var pace = seen.isEmpty() ? Pace.sinceStart(run, at) : Pace.between(seen.getFirst(), now);
        seen.addLast(now);
        return Optional.of(Progress.of(run, pace));
    }
}
