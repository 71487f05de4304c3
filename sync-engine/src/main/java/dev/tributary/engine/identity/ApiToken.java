package dev.tributary.engine.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an API token after it was made.
 *
 * @param createdBy the user name of its maker; a token can do no more than its maker may at the moment
 */
public record ApiToken(long id, String name, Role role, String createdBy, Lifetime lifetime) {

    /** When the token began, ends (null: never) and was last used. */
    public record Lifetime(
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt) {}
}
