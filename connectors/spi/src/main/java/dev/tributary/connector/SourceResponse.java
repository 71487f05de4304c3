package dev.tributary.connector;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The answer of a source.
 *
 * @param uri the address that answered in the end, after redirects
 * @param headers by name, in any case
 */
public record SourceResponse(URI uri, int status, Map<String, List<String>> headers, Bytes body) {

    public SourceResponse {
        var caseless = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        caseless.putAll(headers);
        headers = caseless;
    }

    /** Whether the source has nothing there: 404 or 410. */
    public boolean isMissing() {
        return status == 404 || status == 410;
    }

    /** Whether what the request's condition names is still current. */
    public boolean isNotModified() {
        return status == 304;
    }

    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** The body read as UTF-8. */
    public String text() {
        return new String(body.toArray(), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return status + " from " + uri.getHost() + ", " + body;
    }
}
