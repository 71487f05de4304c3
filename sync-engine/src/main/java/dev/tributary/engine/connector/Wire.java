package dev.tributary.engine.connector;

import dev.tributary.connector.Bytes;
import dev.tributary.connector.SourceRequest;
import dev.tributary.connector.SourceResponse;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/** Sends one request over one connection, without redirects or retries, while the calling thread waits. */
final class Wire {

    /**
     * An answer, whatever its status.
     *
     * @param took from sending to the first byte of the answer
     */
    record Answered(SourceResponse response, Duration took) {}

    private static final int PARTS_AHEAD = 16;
    private static final int BEGINNING = 2048;

    private final HttpClient client;
    private final SourceSettings settings;
    private final Clock clock;
    private final Scheduler writers;

    /** @param writers where bodies are written to disk */
    Wire(
            ConnectionProvider connections,
            CheckedAddresses addresses,
            SourceSettings settings,
            Clock clock,
            Scheduler writers) {
        this.settings = settings;
        this.clock = clock;
        this.writers = writers;
        this.client = HttpClient.create(connections)
                .resolver(addresses)
                .disableRetry(true)
                .compress(true)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(settings.connectTimeout().toMillis()))
                .responseTimeout(settings.responseTimeout())
                .headers(headers -> headers.set(HttpHeaderNames.USER_AGENT, settings.userAgent()));
    }

    HttpClient client() {
        return client;
    }

    /** Waits for the whole answer; an interrupt or the end of the patience closes the connection. */
    Answered exchange(SourceRequest request, Spool spool, Duration patience)
            throws InterruptedException, ExecutionException, TimeoutException {
        var answer = sent(request, spool).toFuture();
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            answer.cancel(true);
        }
    }

    private Mono<Answered> sent(SourceRequest request, Spool spool) {
        var started = clock.instant();
        return receiver(request)
                .response((response, parts) -> {
                    var took = Duration.between(started, clock.instant());
                    return received(request, response, parts, spool).map(whole -> new Answered(whole, took));
                })
                .single();
    }

    private HttpClient.ResponseReceiver<?> receiver(SourceRequest request) {
        var body = request.body().map(Bytes::toArray);
        var sender = client.headers(headers -> {
                    request.headers().forEach(headers::set);
                    body.ifPresent(bytes -> headers.set(HttpHeaderNames.CONTENT_LENGTH, bytes.length));
                })
                .request(HttpMethod.valueOf(request.method()))
                .uri(request.uri());
        return body.<HttpClient.ResponseReceiver<?>>map(bytes -> sender.send(Mono.just(Unpooled.wrappedBuffer(bytes))))
                .orElse(sender);
    }

    private Mono<SourceResponse> received(
            SourceRequest request, HttpClientResponse response, ByteBufFlux parts, Spool spool) {
        var status = response.status().code();
        var headers = headers(response.responseHeaders());
        var body = Verdicts.isDelivered(status) ? kept(request, response, parts, spool) : passedOver(parts);
        return body.map(bytes -> new SourceResponse(request.uri(), status, headers, bytes));
    }

    private Mono<Bytes> kept(SourceRequest request, HttpClientResponse response, ByteBufFlux parts, Spool spool) {
        var cap = settings.maxBody();
        if (!request.method().equals("HEAD") && declaredSize(response) > cap.toBytes()) {
            return Mono.error(new BodySink.TooLarge());
        }
        return Mono.using(
                () -> new BodySink(spool, settings.spoolAbove(), cap),
                sink -> parts.asByteArray()
                        .publishOn(writers, PARTS_AHEAD)
                        .doOnNext(sink::write)
                        .then(Mono.fromSupplier(sink::finish)));
    }

    /**
     * The bytes of an error are read to keep the connection, and left there if they are many. Their beginning is kept for
     * {@link WaitHints}; nobody is shown it.
     */
    private Mono<Bytes> passedOver(ByteBufFlux parts) {
        return Mono.defer(() -> {
            var beginning = new ByteArrayOutputStream();
            return parts.asByteArray()
                    .doOnNext(part -> beginning.write(part, 0, Math.min(part.length, BEGINNING - beginning.size())))
                    .scan(0L, (size, part) -> size + part.length)
                    .takeUntil(size -> size > settings.spoolAbove().toBytes())
                    .then(Mono.fromSupplier(() -> Bytes.of(beginning.toByteArray())));
        });
    }

    private static long declaredSize(HttpClientResponse response) {
        var declared = response.responseHeaders().get(HttpHeaderNames.CONTENT_LENGTH, "");
        return declared.matches("[0-9]{1,18}") ? Long.parseLong(declared) : 0;
    }

    private static Map<String, List<String>> headers(HttpHeaders headers) {
        var all = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        headers.names().forEach(name -> all.put(name, headers.getAll(name)));
        return all;
    }
}
