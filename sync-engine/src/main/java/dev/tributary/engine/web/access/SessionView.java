package dev.tributary.engine.web.access;

import dev.tributary.engine.identity.OpenSession;
import dev.tributary.engine.web.PublicId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** A session, to be recognised by the person it belongs to. */
@Schema(name = "OpenSession")
record SessionView(
        String id,

        @Schema(description = "password, or oidc: and the id of an identity provider")
        String method,

        String address,

        @Schema(description = "In a few words, such as Firefox on Linux")
        String browser,

        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt,

        @Schema(description = "Whether it is the one that asks")
        boolean current) {
    static SessionView of(OpenSession session) {
        var origin = session.origin();
        var times = session.times();
        return new SessionView(
                PublicId.of(session.id()),
                origin.method(),
                origin.address(),
                origin.browser(),
                times.createdAt(),
                times.lastSeenAt(),
                times.expiresAt(),
                session.standing() == OpenSession.Standing.CURRENT);
    }
}
