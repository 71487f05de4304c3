package dev.tributary.testing.authorization;

import java.util.Optional;

/**
 * What the token endpoint answers for a while instead of doing its work.
 *
 * @param times how many more calls it befalls
 * @param retryAfter in seconds
 */
record Trouble(int status, int times, Optional<Integer> retryAfter) {

    static final Trouble NONE = new Trouble(200, 0, Optional.empty());

    boolean isOver() {
        return times <= 0;
    }

    Trouble next() {
        return new Trouble(status, times - 1, retryAfter);
    }
}
