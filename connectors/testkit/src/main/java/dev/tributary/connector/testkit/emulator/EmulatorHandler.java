package dev.tributary.connector.testkit.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/** Serves the Corpus API over HTTP, with the faults it was told to have. Runs on virtual threads. */
final class EmulatorHandler implements HttpHandler {

    static final String INTERSTITIAL =
            "<!doctype html><html><head><title>Just a moment</title></head><body>Checking your browser</body></html>";

    private static final String BEARER = "Bearer ";

    private final CorpusApi api;
    private final Faults faults;
    private final Counters counters;
    private final Duration latency;
    private volatile Predicate<String> goodTokens = _ -> true;

    EmulatorHandler(CorpusApi api, Faults faults, Counters counters, Duration latency) {
        this.api = api;
        this.faults = faults;
        this.counters = counters;
        this.latency = latency;
    }

    void requireToken(Predicate<String> good) {
        goodTokens = good;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var call = Call.of(exchange.getRequestURI());
        counters.began(call);
        try (exchange) {
            if (!goodTokens.test(token(exchange))) {
                send(exchange, Reply.json(401, "{\"error\":\"the token has expired, or is none\"}"));
                return;
            }
            pause(latency);
            var fault = faults.befalling(call);
            if (fault.isPresent()) {
                answer(exchange, call, fault.get());
            } else {
                send(exchange, api.answer(call, fault));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            counters.ended();
        }
    }

    private static String token(HttpExchange exchange) {
        var header = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
        return header.filter(value -> value.startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()))
                .orElse("");
    }

    private void answer(HttpExchange exchange, Call call, Fault fault) throws IOException, InterruptedException {
        switch (fault) {
            case Fault.RateLimited limit ->
                send(
                        exchange,
                        Reply.rateLimited(Long.toString(limit.retryAfter().toSeconds())));
            case Fault.RateLimitedUntil limit ->
                send(
                        exchange,
                        Reply.rateLimited(DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                limit.time().atZone(ZoneOffset.UTC))));
            case Fault.Status failure -> send(exchange, Reply.json(failure.status(), "{\"error\":\"as told\"}"));
            case Fault.RevokedToken _ -> send(exchange, Reply.json(401, "{\"error\":\"the token was revoked\"}"));
            case Fault.ConnectionReset _ -> sendPart(exchange, healthy(call), 0);
            case Fault.Slow slow -> {
                pause(slow.latency());
                send(exchange, healthy(call));
            }
            case Fault.TruncatedBody _ -> sendPart(exchange, healthy(call), 0.5);
            case Fault.MalformedJson _ -> {
                var whole = healthy(call);
                send(exchange, whole.with(whole.body().substring(0, whole.body().length() / 2)));
            }
            case Fault.InterstitialPage _ -> send(exchange, Reply.html(INTERSTITIAL));
            case Fault.HugeBody huge -> sendHuge(exchange, healthy(call), huge.bytes());
            case Fault.OfListing _, Fault.OfReading _ -> send(exchange, api.answer(call, Optional.of(fault)));
        }
    }

    private Reply healthy(Call call) {
        return api.answer(call, Optional.empty());
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        var body = reply.body().getBytes(UTF_8);
        begin(exchange, reply, body.length);
        exchange.getResponseBody().write(body);
    }

    /** Breaks off: closing the exchange before the announced length is sent closes the connection. */
    private static void sendPart(HttpExchange exchange, Reply reply, double part) throws IOException {
        var body = reply.body().getBytes(UTF_8);
        begin(exchange, reply, body.length);
        var out = exchange.getResponseBody();
        out.write(body, 0, (int) (body.length * part));
        out.flush();
    }

    private static void sendHuge(HttpExchange exchange, Reply reply, long bytes) throws IOException {
        begin(exchange, reply, 0);
        var out = exchange.getResponseBody();
        var body = reply.body();
        out.write((body.substring(0, body.length() - 1) + ",\"filler\":\"").getBytes(UTF_8));
        var filler = new byte[64 * 1024];
        Arrays.fill(filler, (byte) 'x');
        for (var sent = 0L; sent < bytes; sent += filler.length) {
            out.write(filler);
        }
        out.write("\"}".getBytes(UTF_8));
    }

    private static void begin(HttpExchange exchange, Reply reply, long length) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), length);
    }

    private static void pause(Duration wait) throws InterruptedException {
        if (wait.isPositive()) {
            Thread.sleep(wait);
        }
    }
}
