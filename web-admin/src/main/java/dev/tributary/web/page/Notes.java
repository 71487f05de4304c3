package dev.tributary.web.page;

import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.result.view.Rendering;
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
    public static Rendering goTo(ServerHttpRequest request, String path, String note) {
        return goTo(
                request,
                UriComponentsBuilder.fromUriString(path)
                        .replaceQueryParam("note", note)
                        .build()
                        .toUriString());
    }

    /** The same without a word. A request of htmx would follow a redirect by itself, and is told by a header instead. */
    public static Rendering goTo(ServerHttpRequest request, String path) {
        var location = request.getPath().contextPath().value() + path;
        return isPart(request)
                ? Rendering.view("error/nothing")
                        .header("HX-Redirect", location)
                        .build()
                : Rendering.redirectTo(location)
                        .status(HttpStatus.SEE_OTHER)
                        .contextRelative(false)
                        .build();
    }

    /** Tells htmx to load the page anew that it asked from. */
    public static Rendering refresh() {
        return Rendering.view("error/nothing").header("HX-Refresh", "true").build();
    }

    /** Whether the browser wants a part of a page, and not all of it. */
    public static boolean isPart(ServerHttpRequest request) {
        return request.getHeaders().containsHeader("HX-Request");
    }
}
