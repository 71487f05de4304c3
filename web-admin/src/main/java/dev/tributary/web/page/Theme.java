package dev.tributary.web.page;

import java.util.Locale;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Light or dark, or as the browser's system has it. */
public enum Theme {
    SYSTEM,
    LIGHT,
    DARK;

    /** The cookie in which a browser keeps what was chosen; no secret, and no session. */
    static final String COOKIE = "tributary_theme";

    static Theme of(ServerHttpRequest request) {
        var cookie = request.getCookies().getFirst(COOKIE);
        return cookie == null ? SYSTEM : parse(cookie.getValue());
    }

    static Theme parse(String name) {
        return switch (name) {
            case "light" -> LIGHT;
            case "dark" -> DARK;
            default -> SYSTEM;
        };
    }

    /** As in attributes and cookies. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
