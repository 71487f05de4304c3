package dev.tributary.engine.connector;

import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.SourceRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Where a redirect leads, and what of the request may go there. */
final class Redirects {

    static final int MOST = 10;

    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> KEEPS_METHOD = Set.of(307, 308);

    /** What tells nobody who asks; every other header may be a credential. */
    private static final Set<String> HARMLESS = Set.of(
            "accept",
            "accept-language",
            "user-agent",
            "range",
            "if-range",
            "if-match",
            "if-none-match",
            "if-modified-since",
            "if-unmodified-since");

    private Redirects() {}

    static boolean isRedirect(int status) {
        return STATUSES.contains(status);
    }

    /** Returns the request that follows the redirect. */
    static SourceRequest follow(SourceRequest request, int status, Optional<String> location) {
        var from = request.uri();
        var to = target(from, location);
        var same = Places.sameOrigin(from, to);
        if (Places.scheme(from).equals("https") && Places.scheme(to).equals("http") && carriesCredentials(request)) {
            throw new ConfigRejected(
                    "",
                    "%s redirects to an unencrypted address (%s), where no credential may be sent"
                            .formatted(Places.shown(from), Places.shown(to)));
        }
        var keepsMethod = KEEPS_METHOD.contains(status) || readsOnly(request.method());
        if (keepsMethod && request.body().isPresent() && !same) {
            throw new ConfigRejected(
                    "",
                    "%s sends its requests on to another host (%s): set the address to that one"
                            .formatted(Places.shown(from), Places.shown(to)));
        }
        var kept = same ? request.headers() : harmless(request.headers());
        return keepsMethod
                ? new SourceRequest(request.method(), to, kept, request.body(), request.idempotent())
                : new SourceRequest("GET", to, withoutBody(kept), Optional.empty(), request.idempotent());
    }

    private static URI target(URI from, Optional<String> location) {
        var text = location.orElseThrow(
                () -> new UnexpectedResponse(Places.shown(from) + " redirects without saying where to", null));
        try {
            var to = resolved(from, text.strip());
            return to.getRawFragment() == null ? to : URI.create(to.toString().split("#", 2)[0]);
        } catch (IllegalArgumentException e) {
            // the cause would repeat the address, which may hold a secret
            throw new UnexpectedResponse(Places.shown(from) + " redirects to something that is no address", null);
        }
    }

    /** As RFC 3986 (5.3) has it: URI.resolve loses the page before a query, and the slash behind a host without a path. */
    private static URI resolved(URI from, String reference) {
        var page = URI.create(from.toString().split("[?#]", 2)[0]);
        var base = page.getRawPath().isEmpty() ? URI.create(page + "/") : page;
        return reference.startsWith("?") ? URI.create(base + reference) : base.resolve(reference);
    }

    private static boolean carriesCredentials(SourceRequest request) {
        return !harmless(request.headers()).equals(withoutBody(request.headers()))
                || request.body().isPresent();
    }

    private static boolean readsOnly(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    private static Map<String, String> harmless(Map<String, String> headers) {
        return kept(headers, HARMLESS::contains);
    }

    private static Map<String, String> withoutBody(Map<String, String> headers) {
        return kept(headers, name -> !name.startsWith("content-"));
    }

    private static Map<String, String> kept(Map<String, String> headers, Predicate<String> isKept) {
        return headers.entrySet().stream()
                .filter(header -> isKept.test(header.getKey().toLowerCase(Locale.ROOT)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
