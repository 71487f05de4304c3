package dev.tributary.connector.testkit;

import com.sun.net.httpserver.HttpExchange;
import dev.tributary.connector.Bytes;
import dev.tributary.connector.Credential;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A source on the loopback address that answers each path with what was recorded for it, and 404 otherwise. It can
 * {@link #standsFor stand for} a vendor's own address, so that a connector needs no switch for its tests.
 */
public final class RecordedSource implements AutoCloseable {

    /** What the source answers. */
    public record Answer(int status, Map<String, String> headers, Bytes body) {

        public Answer {
            headers = Map.copyOf(headers);
        }

        public static Answer of(int status, String body) {
            return new Answer(status, Map.of(), Bytes.of(body.getBytes(StandardCharsets.UTF_8)));
        }

        public static Answer json(String body) {
            return of(200, body).header("Content-Type", "application/json");
        }

        public static Answer html(String body) {
            return of(200, body).header("Content-Type", "text/html; charset=utf-8");
        }

        public Answer header(String name, String value) {
            var all = new HashMap<>(headers);
            all.put(name, value);
            return new Answer(status, all, body);
        }
    }

    /**
     * What the source was asked.
     *
     * @param path path and query, as sent
     * @param headers by lower-case name
     */
    public record Request(String method, String path, Map<String, String> headers, String body) {
        public Request {
            headers = Map.copyOf(headers);
        }
    }

    private sealed interface Mode {
        record Playing(UnaryOperator<Answer> mangled) implements Mode {}

        record Stuck(Answer answer) implements Mode {}

        record Hanging() implements Mode {}
    }

    private final Map<String, URI> origins = new ConcurrentHashMap<>();
    private final Map<String, Function<Request, Answer>> exact = new ConcurrentHashMap<>();
    private final Map<String, Function<Request, Answer>> byPath = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<DirectHttp> clients = new CopyOnWriteArrayList<>();
    private final Semaphore arrivals = new Semaphore(0);
    private volatile Function<Request, Answer> otherwise =
            _ -> Answer.of(404, "{\"error\":\"nothing was recorded for this\"}");
    private volatile Mode mode = new Mode.Playing(UnaryOperator.identity());
    private final LoopbackServer server = new LoopbackServer(0, this::serve);

    public RecordedSource() {
        standsFor(url());
    }

    /** Where it answers: scheme, host and port, without a slash at the end. */
    public String url() {
        return server.url();
    }

    /** Answers for {@code origin}, such as {@code https://api.example.com}, too: its sessions send those requests here. */
    public RecordedSource standsFor(String origin) {
        origins.put(DirectHttp.origin(URI.create(origin)), URI.create(url()));
        return this;
    }

    /** Answers this path and query, of any method, with status 200 and this JSON. */
    public RecordedSource answers(String pathAndQuery, String json) {
        return answers(pathAndQuery, Answer.json(json));
    }

    /**
     * Answers this path and query.
     *
     * @param pathAndQuery as sent, percent-encoded; may begin with a method and a space, or with an origin it stands for
     */
    public RecordedSource answers(String pathAndQuery, Answer answer) {
        exact.put(pathAndQuery, _ -> answer);
        return this;
    }

    /** Lets {@code handler} answer this path with any query, where nothing is recorded for the exact query. */
    public RecordedSource handles(String path, Function<Request, Answer> handler) {
        byPath.put(path, handler);
        return this;
    }

    /** Lets {@code handler} answer what nothing else does, instead of 404. */
    public RecordedSource otherwise(Function<Request, Answer> handler) {
        otherwise = handler;
        return this;
    }

    /** Answers everything with {@code status} from now on. */
    public RecordedSource failsWith(int status) {
        return answersAll(Answer.of(status, "{}"));
    }

    /** Answers everything with {@code answer} from now on. */
    public RecordedSource answersAll(Answer answer) {
        mode = new Mode.Stuck(answer);
        return this;
    }

    /** Changes every answer before it is sent from now on. */
    public RecordedSource mangles(UnaryOperator<Answer> change) {
        mode = new Mode.Playing(change);
        return this;
    }

    /** Answers nothing from now on, and keeps the connection open. */
    public RecordedSource hangs() {
        mode = new Mode.Hanging();
        return this;
    }

    /** Answers as recorded again. */
    public RecordedSource recovers() {
        return mangles(UnaryOperator.identity());
    }

    /** What it was asked so far, in the order of arrival. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Waits for a request that no earlier call of this method has waited for. */
    public void awaitRequest(Duration atMost) throws InterruptedException, TimeoutException {
        if (!arrivals.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new TimeoutException("No request came within " + atMost);
        }
    }

    /** A new session without a credential. */
    public TestSession session(Map<String, List<String>> config) {
        return session(config, new Credential.Anonymous());
    }

    public TestSession session(Map<String, List<String>> config, Credential credential) {
        return session(config, credential, Clock.fixed(TestSession.NOW, ZoneOffset.UTC));
    }

    /** A new session at the time that {@code clock} tells; a Retry-After date is measured against it. */
    public TestSession session(Map<String, List<String>> config, Credential credential, Clock clock) {
        var http = new DirectHttp(origins, clock);
        clients.add(http);
        return TestSession.over(http, config).with(credential).with(clock);
    }

    @Override
    public void close() {
        clients.forEach(DirectHttp::close);
        server.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        var request = RecordedExchange.request(exchange);
        var origin = Optional.ofNullable(exchange.getRequestHeaders().getFirst(DirectHttp.MEANT_ORIGIN))
                .orElse("");
        requests.add(request);
        arrivals.release();
        switch (mode) {
            case Mode.Playing playing ->
                RecordedExchange.send(exchange, playing.mangled().apply(answer(origin, request)));
            case Mode.Stuck stuck -> RecordedExchange.send(exchange, stuck.answer());
            case Mode.Hanging _ -> {}
        }
    }

    private Answer answer(String origin, Request request) {
        var path = request.path().replaceFirst("\\?.*", "");
        return find(exact, origin, request.method(), request.path())
                .or(() -> find(byPath, origin, request.method(), path))
                .map(handler -> handler.apply(request))
                .orElseGet(() -> otherwise.apply(request));
    }

    private static Optional<Function<Request, Answer>> find(
            Map<String, Function<Request, Answer>> recorded, String origin, String method, String path) {
        for (var key : List.of(method + " " + origin + path, origin + path, method + " " + path, path)) {
            var handler = recorded.get(key);
            if (handler != null) {
                return Optional.of(handler);
            }
        }
        return Optional.empty();
    }
}
