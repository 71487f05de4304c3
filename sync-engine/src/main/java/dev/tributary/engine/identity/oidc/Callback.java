package dev.tributary.engine.identity.oidc;

import java.util.Optional;

/**
 * With what a provider sends somebody back; everything here was written by a stranger.
 *
 * @param error instead of the code
 * @param issuer who sends them, if the provider says so (RFC 9207)
 */
public record Callback(Optional<String> code, Optional<String> state, Optional<String> error, Optional<String> issuer) {

    @Override
    public String toString() {
        return "Callback[***]";
    }
}
