package dev.tributary.engine.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a listing waits for its source, and how long for the store. Pages are asked for and stored by turns, one at a
 * time; others may ask meanwhile.
 */
final class Pace {

    private final Clock clock;
    private Instant since;
    private Duration reading = Duration.ZERO;
    private volatile boolean storing;

    Pace(Clock clock) {
        this.clock = clock;
        this.since = clock.instant();
    }

    /** The page that was asked for is there. */
    synchronized void arrived() {
        reading = lap();
    }

    /** It is stored, and the next one is asked for. */
    synchronized void stored() {
        storing = reading.compareTo(lap()) < 0;
    }

    /** No more pages are asked for. */
    synchronized void ended() {
        storing = false;
    }

    /** Whether the last page took longer to store than to read: then the listing waits for the database, not the source. */
    boolean isBoundByTheStore() {
        return storing;
    }

    private Duration lap() {
        var now = clock.instant();
        var lap = Duration.between(since, now);
        since = now;
        return lap;
    }
}
