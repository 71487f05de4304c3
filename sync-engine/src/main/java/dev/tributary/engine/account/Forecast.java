package dev.tributary.engine.account;

import dev.tributary.meta.oauth.TokenLifetime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Foresees when an account ends. */
public final class Forecast {

    /** How long ahead an end is announced. */
    public static final Duration AHEAD = Duration.ofDays(7);

    private Forecast() {}

    /** When a person's account ends that signed in and got these tokens then, unless it is refreshed or signs in again. */
    static Optional<Instant> diesAt(TokenLifetime lifetime, Granted granted, Instant signedIn, Instant now) {
        if (granted.refreshToken().isEmpty()) {
            return lifetime(lifetime, granted).map(now::plus);
        }
        var told = granted.refreshExpiresIn().map(now::plus);
        var documented = lifetime.refresh().diesAt(signedIn, now);
        return Stream.of(told, documented).flatMap(Optional::stream).min(Instant::compareTo);
    }

    /** How long the access token lives; empty if it lives for ever, or nobody tells. */
    static Optional<Duration> lifetime(TokenLifetime lifetime, Granted granted) {
        return granted.expiresIn().or(lifetime::accessToken);
    }

    /** Whether an account that ends then is to be announced. */
    public static boolean isNear(Optional<Instant> diesAt, Instant now) {
        return diesAt.filter(end -> end.isBefore(now.plus(AHEAD))).isPresent();
    }
}
