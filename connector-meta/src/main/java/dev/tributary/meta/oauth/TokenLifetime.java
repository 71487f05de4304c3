package dev.tributary.meta.oauth;

import java.time.Duration;
import java.util.Optional;

/**
 * How long tokens live, as far as the vendor documents it.
 *
 * @param expiry whether the answer tells when the access token expires
 * @param accessToken the documented lifetime of an access token; what the engine counts with if an answer tells none
 */
public record TokenLifetime(Expiry expiry, Optional<Duration> accessToken, Refresh refresh) {

    /** The answer tells the expiry. */
    public static TokenLifetime declared(Refresh refresh) {
        return new TokenLifetime(Expiry.DECLARED, Optional.empty(), refresh);
    }

    /** The answer tells the expiry, and the documentation says that it is usually {@code accessToken}. */
    public static TokenLifetime declared(Duration accessToken, Refresh refresh) {
        return new TokenLifetime(Expiry.DECLARED, Optional.of(accessToken), refresh);
    }

    /** Access tokens expire, but the answer does not tell when; refresh when the source refuses one. */
    public static TokenLifetime undeclared(Refresh refresh) {
        return new TokenLifetime(Expiry.UNDECLARED, Optional.empty(), refresh);
    }

    /** Access tokens live until they are revoked. */
    public static TokenLifetime endless() {
        return new TokenLifetime(Expiry.NEVER, Optional.empty(), new Refresh.None());
    }

    /** What an answer tells about the expiry of the access token. */
    public enum Expiry {
        /** It has {@link TokenAnswer#expiresIn}. */
        DECLARED,

        /** It has none, yet the token expires. */
        UNDECLARED,

        /** It has none, and the token does not expire. An answer that has one all the same is believed. */
        NEVER
    }
}
