package dev.tributary.engine.web.access;

import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * A cookie of ours, which scripts and other sites cannot use. Over TLS its name has the prefix by which browsers take it from
 * this very host only, and not from one beside or below it; such a cookie goes with all paths.
 *
 * @param path where it goes without TLS
 */
record BrowserCookie(String name, String path) {
    private static final String PREFIX = "__Host-";

    Optional<String> of(ServerHttpRequest request) {
        return Optional.ofNullable(request.getCookies().getFirst(name(request)))
                .map(HttpCookie::getValue)
                .filter(value -> !value.isEmpty());
    }

    ResponseCookie set(ServerHttpRequest request, String value, Duration maxAge) {
        return ResponseCookie.from(name(request), value)
                .path(isSecure(request) ? "/" : path)
                .httpOnly(true)
                .sameSite("Lax")
                .secure(isSecure(request))
                .maxAge(maxAge)
                .build();
    }

    ResponseCookie clear(ServerHttpRequest request) {
        return set(request, "", Duration.ZERO);
    }

    private String name(ServerHttpRequest request) {
        return isSecure(request) ? PREFIX + name : name;
    }

    private static boolean isSecure(ServerHttpRequest request) {
        return "https".equalsIgnoreCase(request.getURI().getScheme());
    }
}
