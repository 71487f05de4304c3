package dev.tributary.engine.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tries to sign in that failed, or have not succeeded yet.
 *
 * @param succeeded when one succeeded last
 */
record Tries(int count, Instant last, Optional<Instant> succeeded) {
    /** An hour of quiet forgets. */
    static final Duration FORGET = Duration.ofHours(1);

    /**
     * How tries are slowed down.
     *
     * @param free how many are answered at once; each one more waits twice as long as the one before
     * @param longest the longest wait
     */
    record Rule(int free, Duration longest) {
        private Duration delay(int count) {
            if (count < free) {
                return Duration.ZERO;
            }
            var delay = Duration.ofSeconds(1L << Math.min(count - free, 20));
            return delay.compareTo(longest) < 0 ? delay : longest;
        }
    }

    /** Zero or less when the next try may go on. */
    Duration wait(Rule rule, Instant now) {
        var delay = rule.delay(counted(now));
        // The database rounds times, so that what is not to be waited for may look as if it were to come.
        return delay.isZero() ? Duration.ZERO : Duration.between(now, last.plus(delay));
    }

    /** With one try more. */
    Tries next(Instant now) {
        return new Tries(counted(now) + 1, now, succeeded);
    }

    boolean succeededSince(Instant then) {
        return succeeded.filter(then::isBefore).isPresent();
    }

    private int counted(Instant now) {
        return last.plus(FORGET).isBefore(now) ? 0 : count;
    }
}
