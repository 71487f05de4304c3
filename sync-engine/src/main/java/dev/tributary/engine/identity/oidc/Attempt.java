package dev.tributary.engine.identity.oidc;

import dev.tributary.engine.identity.Secret;
import java.time.Instant;
import java.util.Optional;

/**
 * A sign-in under way, kept by the browser alone, sealed: state, nonce and PKCE verifier are derived from the one secret in
 * it, so that only this browser can bring it to its end.
 */
record Attempt(String provider, Secret secret, Instant until, String returnTo) {
    private static final String SEPARATOR = "\n";

    String state() {
        return secret.derive("oidc state");
    }

    String nonce() {
        return secret.derive("oidc nonce");
    }

    String verifier() {
        return secret.derive("oidc pkce");
    }

    String text() {
        return String.join(SEPARATOR, provider, secret.text(), until.toString(), returnTo);
    }

    static Optional<Attempt> parse(String text) {
        var parts = text.split(SEPARATOR, 4);
        return parts.length == 4
                ? Optional.of(new Attempt(parts[0], new Secret(parts[1]), Instant.parse(parts[2]), parts[3]))
                : Optional.empty();
    }
}
