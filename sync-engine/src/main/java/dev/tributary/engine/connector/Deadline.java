package dev.tributary.engine.connector;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a session has to have its answers. */
record Deadline(Optional<Instant> end) {

    static final Deadline NONE = new Deadline(Optional.empty());

    /** Whatever the deadline, no single answer is waited for longer. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    static Deadline at(Instant end) {
        return new Deadline(Optional.of(end));
    }

    Duration left(Clock clock) {
        var left = end.map(time -> Duration.between(clock.instant(), time)).orElse(LONGEST);
        return left.isNegative() ? Duration.ZERO : left;
    }

    boolean allows(Duration wait, Clock clock) {
        return end.isEmpty() || wait.compareTo(left(clock)) < 0;
    }
}
