package dev.tributary.engine.identity;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an API token after it was made.
 *
 * @param prefix how its text begins, so that a person can tell which is which; unknown for those made before it was kept
 * @param createdBy the user name of its maker; a token can do no more than its maker may at the moment
 */
public record ApiToken(
        long id,
        String name,
        Optional<String> prefix,
        Role role,
        TokenScope scope,
        String createdBy,
        Lifetime lifetime) {

    /** When the token began, ends (null: never) and was last used. */
    public record Lifetime(
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt) {}
}
