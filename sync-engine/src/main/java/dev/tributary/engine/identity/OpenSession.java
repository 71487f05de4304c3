package dev.tributary.engine.identity;

import java.time.Instant;

/** A session, as the person it belongs to sees it. */
public record OpenSession(long id, Origin origin, Times times, Standing standing) {

    /** Where it was opened, and by which method: {@code password}, or {@code oidc:} and the id of a provider. */
    public record Origin(String method, String address, String browser) {}

    /** Its end comes at {@code expiresAt}, or earlier when it is idle. */
    public record Times(Instant createdAt, Instant lastSeenAt, Instant expiresAt) {}

    /** Whether it is the one that asks. */
    public enum Standing {
        CURRENT,
        OTHER
    }
}
