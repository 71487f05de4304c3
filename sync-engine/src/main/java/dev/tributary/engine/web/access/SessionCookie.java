package dev.tributary.engine.web.access;

import dev.tributary.engine.identity.Secret;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The cookie that holds a browser's session. */
final class SessionCookie {
    /** Where sessions begin and end. */
    static final String PATH = "/api/v1/session";

    private static final BrowserCookie COOKIE = new BrowserCookie("tributary_session", "/");

    private SessionCookie() {}

    static Optional<Secret> of(ServerHttpRequest request) {
        return COOKIE.of(request).map(Secret::new);
    }

    static ResponseCookie set(ServerHttpRequest request, Secret session, Duration lifetime) {
        return COOKIE.set(request, session.text(), lifetime);
    }

    static ResponseCookie clear(ServerHttpRequest request) {
        return COOKIE.clear(request);
    }
}
