package dev.tributary.engine.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A person who may sign in. */
public record Account(
        long id,
        String username,
        Role role,
        Instant createdAt,
        @Nullable Instant lastSignInAt) {}
