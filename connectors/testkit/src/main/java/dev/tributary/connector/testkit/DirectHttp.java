package dev.tributary.connector.testkit;

import dev.tributary.connector.Bytes;
import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.CredentialRejected;
import dev.tributary.connector.ConnectorException.RateLimited;
import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.SourceHttp;
import dev.tributary.connector.SourceRequest;
import dev.tributary.connector.SourceResponse;
import dev.tributary.connector.kit.WebAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * HTTP without budgets and retries, for tests: statuses mean what {@link SourceHttp} says, redirects are followed, and
 * only the origins it was given are reached. Safe for use by several threads.
 */
public final class DirectHttp implements SourceHttp, AutoCloseable {

    /** Tells a source that stands for several origins which of them was meant. */
    static final String MEANT_ORIGIN = "x-meant-origin";

    private static final int MAX_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final Map<String, URI> servers;
    private final Clock clock;

    /**
     * @param servers for each origin that may be reached, the loopback address that answers for it
     * @param clock what a Retry-After date is measured against
     */
    public DirectHttp(Map<String, URI> servers, Clock clock) {
        this.servers = Map.copyOf(servers);
        this.clock = clock;
    }

    /** Reaches the one server at {@code url}. */
    public static DirectHttp to(URI url) {
        return new DirectHttp(Map.of(origin(url), url), Clock.systemUTC());
    }

    @Override
    public SourceResponse send(SourceRequest request) throws InterruptedException {
        var next = request;
        for (var hop = 0; hop <= MAX_REDIRECTS; hop++) {
            var response = exchange(next);
            if (!REDIRECTS.contains(response.statusCode())) {
                return accepted(next.uri(), response);
            }
            next = redirected(next, response);
        }
        throw new ConfigRejected("", "%s redirects more than %d times".formatted(request, MAX_REDIRECTS));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    static String origin(URI uri) {
        return (uri.getScheme() + "://" + uri.getRawAuthority()).toLowerCase(Locale.ROOT);
    }

    private HttpResponse<byte[]> exchange(SourceRequest request) throws InterruptedException {
        try {
            return client.send(wired(request), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new SourceUnavailable("No answer to %s: %s".formatted(request, e.getMessage()), e);
        }
    }

    private HttpRequest wired(SourceRequest request) {
        var origin = origin(request.uri());
        var server = servers.get(origin);
        if (server == null) {
            throw new ConfigRejected(
                    "", "%s may not be reached by this test, only %s".formatted(origin, servers.keySet()));
        }
        var query = request.uri().getRawQuery();
        var path = request.uri().getRawPath() + (query == null ? "" : "?" + query);
        var builder = HttpRequest.newBuilder(URI.create(origin(server) + path))
                .timeout(Duration.ofSeconds(60))
                .header(MEANT_ORIGIN, origin)
                .method(
                        request.method(),
                        request.body()
                                .map(body -> BodyPublishers.ofByteArray(body.toArray()))
                                .orElseGet(BodyPublishers::noBody));
        request.headers().forEach(builder::header);
        return builder.build();
    }

    private SourceResponse accepted(URI uri, HttpResponse<byte[]> response) {
        var status = response.statusCode();
        var name = uri.getRawAuthority() + uri.getRawPath();
        if (status / 100 == 2 || status == 304 || status == 404 || status == 410) {
            return new SourceResponse(uri, status, response.headers().map(), Bytes.of(response.body()));
        }
        throw switch (status) {
            case 401 -> new CredentialRejected("%s answered 401: connect again".formatted(name));
            case 429 -> new RateLimited(retryAfter(response));
            default ->
                status / 100 == 4
                        ? new ConfigRejected("", "%s answered %d".formatted(name, status))
                        : new SourceUnavailable("%s answered %d".formatted(name, status), null);
        };
    }

    private Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers().firstValue("retry-after").flatMap(this::wait);
    }

    private Optional<Duration> wait(String retryAfter) {
        if (retryAfter.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter)));
        }
        try {
            Instant date = ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            var wait = Duration.between(clock.instant(), date);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeParseException notADate) {
            return Optional.empty();
        }
    }

    private static SourceRequest redirected(SourceRequest request, HttpResponse<?> response) {
        var location = response.headers()
                .firstValue("location")
                .orElseThrow(() -> new UnexpectedResponse(request + " was redirected, but not said where to", null));
        var target = WebAddress.resolve(request.uri(), location)
                .orElseThrow(() -> new UnexpectedResponse(request + " was redirected to what is no web address", null));
        var headers = new HashMap<>(request.headers());
        if (!origin(target).equals(origin(request.uri()))) {
            headers.keySet().removeIf(name -> !name.equalsIgnoreCase("accept"));
        }
        var keepsMethod = response.statusCode() == 307 || response.statusCode() == 308;
        return keepsMethod
                ? new SourceRequest(request.method(), target, headers, request.body(), request.idempotent())
                : new SourceRequest("GET", target, headers, Optional.empty(), true);
    }
}
