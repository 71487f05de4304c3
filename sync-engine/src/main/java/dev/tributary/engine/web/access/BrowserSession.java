package dev.tributary.engine.web.access;

import dev.tributary.engine.identity.Secret;
import java.util.Optional;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The browser session that a request belongs to. */
public final class BrowserSession {

    private BrowserSession() {}

    /** A secret that only this session has, for that purpose; empty for a program with a token. */
    public static Optional<Secret> secret(ServerHttpRequest request, String purpose) {
        return SessionCookie.of(request).map(session -> new Secret(session.derive(purpose)));
    }
}
