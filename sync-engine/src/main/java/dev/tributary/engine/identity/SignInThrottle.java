package dev.tributary.engine.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;

/**
 * Slows down guessing: after five failures of one name from one address each further try has to wait, twice as long
 * every time, up to a quarter of an hour; an hour of quiet forgets. A try counts as failed from its start until it
 * succeeds, so that many at once gain nothing. Thread-safe; each process counts for itself.
 */
final class SignInThrottle {
    private static final int FREE_TRIES = 5;
    private static final int REMEMBERED = 10_000;
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration FORGET = Duration.ofHours(1);

    private final Clock clock;
    private final LinkedHashMap<Key, Tries> tries = new LinkedHashMap<>(16, 0.75f, true);

    SignInThrottle(Clock clock) {
        this.clock = clock;
    }

    /** Empty when the try may go on, else how long to wait; a refused try does not lengthen the wait. */
    synchronized Optional<Duration> attempt(String username, String address) {
        var now = clock.instant();
        var key = Key.of(username, address);
        var before = tries.get(key);
        if (before == null || before.last().plus(FORGET).isBefore(now)) {
            tries.put(key, new Tries(1, now));
            forgetEldest();
            return Optional.empty();
        }
        var wait = Duration.between(now, before.last().plus(before.delay()));
        if (wait.isPositive()) {
            return Optional.of(wait);
        }
        tries.put(key, new Tries(before.count() + 1, now));
        return Optional.empty();
    }

    synchronized void succeeded(String username, String address) {
        tries.remove(Key.of(username, address));
    }

    private void forgetEldest() {
        if (tries.size() > REMEMBERED) {
            tries.pollFirstEntry();
        }
    }

    private record Key(String username, String address) {
        static Key of(String username, String address) {
            return new Key(username.toLowerCase(Locale.ROOT), address);
        }
    }

    private record Tries(int count, Instant last) {
        Duration delay() {
            if (count < FREE_TRIES) {
                return Duration.ZERO;
            }
            var delay = Duration.ofSeconds(1L << Math.min(count - FREE_TRIES, 20));
            return delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
        }
    }
}
