package dev.tributary.web.page;

import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.UriComponentsBuilder;

/** Where a browser goes after a change: to a page that says what was done. */
public final class Notes {

    private Notes() {}

    /**
     * Sends the browser to a page of the UI.
     *
     * @param path below the root of the UI, as in {@code /ui/knowledge-bases/1}
     * @param note the key of a message, {@code note.…}, without that beginning
     */
    public static ResponseEntity<Void> goTo(ServerHttpRequest request, String path, String note) {
        return redirect(
                request,
                UriComponentsBuilder.fromUriString(path)
                        .replaceQueryParam("note", note)
                        .build()
                        .toUriString());
    }

    public static ResponseEntity<Void> goTo(ServerHttpRequest request, String path) {
        return redirect(request, path);
    }

    /** A request of htmx would follow a redirect by itself and put the page into a part of the old one; it is told by a header. */
    private static ResponseEntity<Void> redirect(ServerHttpRequest request, String path) {
        var location = request.getPath().contextPath().value() + path;
        return isPart(request)
                ? ResponseEntity.ok().header("HX-Redirect", location).build()
                : ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .header(HttpHeaders.LOCATION, URI.create(location).toString())
                        .build();
    }

    /** Whether the browser wants a part of a page, and not all of it. */
    public static boolean isPart(ServerHttpRequest request) {
        return request.getHeaders().containsHeader("HX-Request");
    }
}
