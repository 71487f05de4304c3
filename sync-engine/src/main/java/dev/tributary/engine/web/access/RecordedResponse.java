package dev.tributary.engine.web.access;

import java.util.Optional;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Hands the complete answer over to be kept before the first byte of it is sent. Used by one request at a time. */
final class RecordedResponse extends ServerHttpResponseDecorator {
    private final Function<StoredAnswer, Mono<Void>> keep;
    private volatile boolean answered;

    RecordedResponse(ServerHttpResponse response, Function<StoredAnswer, Mono<Void>> keep) {
        super(response);
        this.keep = keep;
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
        return DataBufferUtils.join(Flux.from(body))
                .map(RecordedResponse::bytes)
                .defaultIfEmpty(new byte[0])
                .flatMap(bytes -> record(bytes)
                        .then(Mono.defer(
                                () -> super.writeWith(Mono.just(bufferFactory().wrap(bytes))))));
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
        return writeWith(Flux.from(body).concatMap(part -> part));
    }

    @Override
    public Mono<Void> setComplete() {
        return complete().then(Mono.defer(super::setComplete));
    }

    /** For an answer without a body, which nobody writes. */
    Mono<Void> complete() {
        return Mono.defer(() -> answered ? Mono.empty() : record(new byte[0]));
    }

    /** From here on the change counts as done. */
    boolean answered() {
        return answered;
    }

    private Mono<Void> record(byte[] body) {
        answered = true;
        var headers = getHeaders();
        var status = Optional.ofNullable(getStatusCode()).map(HttpStatusCode::value);
        return keep.apply(new StoredAnswer(
                status.orElse(200),
                Optional.ofNullable(headers.getFirst(HttpHeaders.CONTENT_TYPE)),
                Optional.ofNullable(headers.getFirst(HttpHeaders.LOCATION)),
                body));
    }

    static byte[] bytes(DataBuffer buffer) {
        var bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
