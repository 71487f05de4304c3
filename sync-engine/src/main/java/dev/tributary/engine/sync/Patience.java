package dev.tributary.engine.sync;

import java.time.Duration;

/** How long to wait after failures: growing, and bounded. */
public final class Patience {

    /** After that many failed runs in a row a connector is disabled (F4). */
    public static final int FAILURES_UNTIL_DISABLED = 10;

    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration PER_FAILED_RUN = Duration.ofMinutes(30);
    private static final Duration FIRST_RETRY = Duration.ofMinutes(5);

    private Patience() {}

    /** The wait before the next run, after {@code failures} failed ones in a row (F4). */
    public static Duration afterFailedRuns(int failures) {
        return shorter(PER_FAILED_RUN.multipliedBy(failures));
    }

    /** The wait before a document is tried again, after {@code attempts} failed ones (L9). */
    static Duration afterFailedAttempts(int attempts) {
        return shorter(FIRST_RETRY.multipliedBy(1L << Math.min(attempts - 1, 16)));
    }

    private static Duration shorter(Duration wait) {
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }
}
