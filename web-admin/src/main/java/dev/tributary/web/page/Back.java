package dev.tributary.web.page;

import java.net.URI;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The page of ours that a request came from. */
public final class Back {
    private static final String HOME = "/ui/knowledge-bases";

    private Back() {}

    /** Its path below the root of the UI; the first page where the browser does not tell, or came from elsewhere. */
    public static String to(ServerHttpRequest request) {
        return Optional.ofNullable(request.getHeaders().getFirst(HttpHeaders.REFERER))
                .flatMap(Back::parse)
                .filter(from -> request.getURI().getRawAuthority().equals(from.getRawAuthority()))
                .map(URI::getRawPath)
                .map(path -> path.substring(Math.min(
                        path.length(), request.getPath().contextPath().value().length())))
                .filter(path -> path.startsWith("/ui/"))
                .orElse(HOME);
    }

    /** The same for a path that somebody else may have written: only one of the UI counts. */
    public static String checked(String path) {
        return path.startsWith("/ui/") && path.chars().noneMatch(c -> c == '\\' || c < ' ') ? path : HOME;
    }

    private static Optional<URI> parse(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
