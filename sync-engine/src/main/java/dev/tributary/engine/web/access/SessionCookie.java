package dev.tributary.engine.web.access;

import dev.tributary.engine.identity.Secret;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The cookie that holds a browser's session. */
final class SessionCookie {
    /** Where sessions begin and end. */
    static final String PATH = "/api/v1/session";

    private static final String NAME = "tributary_session";

    private SessionCookie() {}

    static Optional<Secret> of(ServerHttpRequest request) {
        return Optional.ofNullable(request.getCookies().getFirst(NAME))
                .map(HttpCookie::getValue)
                .filter(value -> !value.isEmpty())
                .map(Secret::new);
    }

    static ResponseCookie set(ServerHttpRequest request, Secret session, Duration lifetime) {
        return cookie(request, session.text(), lifetime);
    }

    static ResponseCookie clear(ServerHttpRequest request) {
        return cookie(request, "", Duration.ZERO);
    }

    private static ResponseCookie cookie(ServerHttpRequest request, String value, Duration maxAge) {
        return ResponseCookie.from(NAME, value)
                .path("/")
                .httpOnly(true)
                .sameSite("Lax")
                .secure("https".equalsIgnoreCase(request.getURI().getScheme()))
                .maxAge(maxAge)
                .build();
    }
}
