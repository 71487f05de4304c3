package dev.tributary.engine.connector;

import java.time.Duration;

/**
 * How many requests a source takes at once: one more with each good answer until the first trouble, then one more with
 * each window of them; half with each trouble. Requests that were under way when it was halved do not halve it again.
 *
 * @param limit the requests allowed at once
 * @param probing whether there was no trouble yet
 * @param streak good answers since the limit last changed
 * @param epoch how often it was halved
 * @param latency how long answers take
 */
record Aimd(int limit, boolean probing, int streak, long epoch, Latency latency) {

    static final int LEAST = 1;
    static final int MOST = 16;

    private static final int FIRST = 4;

    static Aimd start() {
        return new Aimd(FIRST, true, 0, 0, Latency.NONE);
    }

    /** A good answer to a request that was sent in {@code sentIn}; much slower ones than usual count as trouble. */
    Aimd afterGood(Duration took, long sentIn) {
        var measured = latency.plus(took);
        if (measured.isStrained() && sentIn == epoch) {
            return halved(measured.settled());
        }
        var good = streak + 1;
        if (limit < MOST && (probing || good >= limit)) {
            return new Aimd(limit + 1, probing, 0, epoch, measured);
        }
        return new Aimd(limit, probing, Math.min(good, MOST), epoch, measured);
    }

    /** An answer that says the source has too much to do. */
    Aimd afterTrouble(long sentIn) {
        return sentIn == epoch ? halved(latency) : this;
    }

    private Aimd halved(Latency measured) {
        return new Aimd(Math.max(LEAST, limit / 2), false, 0, epoch + 1, measured);
    }

    /**
     * Moving averages of answer times in milliseconds.
     *
     * @param recent over the last few answers
     * @param baseline over many
     */
    record Latency(double recent, double baseline, int samples) {

        static final Latency NONE = new Latency(0, 0, 0);

        private static final int ENOUGH = 16;
        private static final double RECENT_WEIGHT = 0.25;
        private static final double BASELINE_WEIGHT = 0.03;
        private static final double STRAIN = 3;

        /** Answers faster than this are never slow, whatever their baseline. */
        private static final double QUICK = 200;

        Latency plus(Duration took) {
            double millis = Math.max(0, took.toMillis());
            if (samples == 0) {
                return new Latency(millis, millis, 1);
            }
            return new Latency(
                    recent + RECENT_WEIGHT * (millis - recent),
                    baseline + BASELINE_WEIGHT * (millis - baseline),
                    Math.min(samples + 1, ENOUGH));
        }

        boolean isStrained() {
            return samples >= ENOUGH && recent > QUICK && recent > STRAIN * baseline;
        }

        /** Forgets the strain, so that only answers still to come can show it again. */
        Latency settled() {
            return new Latency(baseline, baseline, samples);
        }
    }
}
