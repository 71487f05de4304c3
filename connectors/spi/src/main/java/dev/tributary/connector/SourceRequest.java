package dev.tributary.connector;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request to a source. Prints neither headers nor body, which may hold a secret.
 *
 * @param idempotent whether sending it twice does no harm, so that it may be retried
 */
public record SourceRequest(
        String method, URI uri, Map<String, String> headers, Optional<Bytes> body, boolean idempotent) {

    public SourceRequest {
        headers = Map.copyOf(headers);
    }

    public static SourceRequest get(URI uri) {
        return new SourceRequest("GET", uri, Map.of(), Optional.empty(), true);
    }

    /** A POST that only reads, such as a search or a GraphQL query, and so may be retried. */
    public static SourceRequest query(URI uri, Bytes body) {
        return new SourceRequest("POST", uri, Map.of(), Optional.of(body), true);
    }

    public SourceRequest header(String name, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new SourceRequest(method, uri, all, body, idempotent);
    }

    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
