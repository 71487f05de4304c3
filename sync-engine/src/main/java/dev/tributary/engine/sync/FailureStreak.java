package dev.tributary.engine.sync;

/**
 * Tells when a source is failing rather than a document (F3): 20 documents in a row, or over half of the last 100.
 *
 * @param inARow failures since the last success
 * @param recent outcomes of the last 64 and of the 36 before them, as bits; set where the document failed
 */
record FailureStreak(int inARow, long recent, long older, int seen) {

    private static final int IN_A_ROW = 20;
    private static final int WINDOW = 100;
    private static final long OLDER_MASK = (1L << (WINDOW - Long.SIZE)) - 1;

    static final FailureStreak NONE = new FailureStreak(0, 0, 0, 0);

    FailureStreak succeeded() {
        return shifted(0, 0);
    }

    FailureStreak failed() {
        return shifted(1, inARow + 1);
    }

    boolean isHopeless() {
        var failures = Long.bitCount(recent) + Long.bitCount(older & OLDER_MASK);
        return inARow >= IN_A_ROW || (seen >= WINDOW && failures * 2 > WINDOW);
    }

    private FailureStreak shifted(int outcome, int row) {
        return new FailureStreak(
                row, (recent << 1) | outcome, (older << 1) | (recent >>> (Long.SIZE - 1)), Math.min(WINDOW, seen + 1));
    }
}
