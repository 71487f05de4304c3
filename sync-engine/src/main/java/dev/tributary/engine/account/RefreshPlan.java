package dev.tributary.engine.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is to be done with a token before it is used. */
enum RefreshPlan {
    USE,
    REFRESH,
    /** It has to be connected again. */
    RECONNECT;

    /** A token that ends sooner might end on its way to the source. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(1);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    static RefreshPlan of(Account account, Instant now) {
        if (account.state() == Account.State.RECONNECT_NEEDED) {
            return RECONNECT;
        }
        return account.times().refreshAt().filter(time -> !time.isAfter(now)).isPresent() ? REFRESH : USE;
    }

    /** The same after the source refused the token of that version: only a newer one is used. */
    static RefreshPlan afterRefusal(Account account, long refused) {
        if (account.state() == Account.State.RECONNECT_NEEDED) {
            return RECONNECT;
        }
        return account.version() > refused ? USE : REFRESH;
    }

    /** Whether a token that should have been refreshed, and could not be, is still good. */
    static boolean isUsable(Account account, Instant now) {
        return account.times()
                .expiresAt()
                .map(end -> end.isAfter(now.plus(ON_ITS_WAY)))
                .orElse(true);
    }

    /** When to try again after a provider did not answer. */
    static Instant nextTry(Account account, Instant now) {
        var left = account.times()
                .expiresAt()
                .map(end -> Duration.between(now, end).dividedBy(2))
                .filter(half -> half.compareTo(LONGEST_PAUSE) < 0)
                .orElse(LONGEST_PAUSE);
        return now.plus(left.isNegative() ? Duration.ZERO : left);
    }

    /** Half of the lifetime of a token issued then. */
    static Optional<Instant> refreshAt(Instant issued, Optional<Duration> lifetime) {
        return lifetime.map(life -> issued.plus(life.dividedBy(2)));
    }
}
