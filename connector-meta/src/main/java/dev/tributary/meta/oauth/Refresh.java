package dev.tributary.meta.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** What becomes of a refresh token when it is used. */
public sealed interface Refresh {

    /** There is no refresh token. */
    record None() implements Refresh {}

    /** Using it does not end it. A new one in an answer is stored all the same, as it may live longer. */
    record Constant(Validity validity) implements Refresh {}

    /**
     * Each use gives a new refresh token and ends the old one, so the new one is stored before anything else happens,
     * and two refreshes of an account never run at the same time.
     *
     * @param grace how long the old one is still accepted, where the vendor says so
     */
    record Rotating(Validity validity, Optional<Duration> grace) implements Refresh {}

    /** When the account dies if nobody signs in again; empty for {@link None}. */
    default Optional<Instant> diesAt(Instant signedIn, Instant lastRefreshed) {
        return switch (this) {
            case None() -> Optional.empty();
            case Constant(var validity) -> validity.endsAt(signedIn, lastRefreshed);
            case Rotating(var validity, var _) -> validity.endsAt(signedIn, lastRefreshed);
        };
    }

    /**
     * How long a refresh token is valid; empty is what the vendor does not limit or does not document.
     *
     * @param unused since it was last used or replaced
     * @param total since the person signed in
     */
    record Validity(Optional<Duration> unused, Optional<Duration> total) {

        /** No limit that is known. */
        public static final Validity UNLIMITED = new Validity(Optional.empty(), Optional.empty());

        public static Validity unusedFor(Duration duration) {
            return new Validity(Optional.of(duration), Optional.empty());
        }

        public static Validity inTotal(Duration duration) {
            return new Validity(Optional.empty(), Optional.of(duration));
        }

        private Optional<Instant> endsAt(Instant signedIn, Instant lastRefreshed) {
            return Stream.of(unused.map(lastRefreshed::plus), total.map(signedIn::plus))
                    .flatMap(Optional::stream)
                    .min(Instant::compareTo);
        }
    }
}
