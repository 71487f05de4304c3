package dev.tributary.engine.web.access;

import dev.tributary.engine.identity.Caller;
import dev.tributary.engine.web.Problem;
import dev.tributary.engine.web.RequestSize;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Does a change with an {@code Idempotency-Key} once: repeated within a day, it gets the first answer again.
 *
 * <ul>
 *   <li>Keys belong to their caller; the same key with another method, path or body is refused with 422, and while the first
 *       request is under way with 409.
 *   <li>Only successful answers are kept. After any other the key is free, for nothing was done.
 *   <li>A change goes on to its end when the client hangs up: that is when clients repeat it.
 *   <li>Signing in, changing a password and making a token are left out, for their answers are secrets, which are not stored: there the header has
 *       no effect.
 * </ul>
 */
@Component
@Order(10) // behind Spring Security and the size limit
final class IdempotencyFilter implements WebFilter {
    private static final String HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Set<HttpMethod> CHANGES =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);
    private static final List<String> SECRET_ANSWERS =
            List.of(SessionCookie.PATH, TokenController.PATH, OwnSessionController.PASSWORD);

    private final IdempotencyKeys keys;

    IdempotencyFilter(IdempotencyKeys keys) {
        this.keys = keys;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        var key = request.getHeaders().getFirst(HEADER);
        if (key == null || !applies(request)) {
            return chain.filter(exchange);
        }
        if (!KEY.matcher(key).matches()) {
            return Mono.error(Problem.of(
                    Problem.Kind.BAD_REQUEST,
                    HEADER + " must have 1 to 255 visible ASCII characters; a random UUID is a good one."));
        }
        return Caller.current()
                .single()
                .flatMap(caller -> body(request)
                        .flatMap(body -> keys.claim(KeyedRequest.of(caller, key, request, body))
                                .flatMap(claim -> answer(exchange, chain, body, claim))));
    }

    private static boolean applies(ServerHttpRequest request) {
        var path = request.getPath().pathWithinApplication().value();
        return CHANGES.contains(request.getMethod())
                && path.startsWith("/api/")
                && SECRET_ANSWERS.stream().noneMatch(path::startsWith);
    }

    private static Mono<byte[]> body(ServerHttpRequest request) {
        return DataBufferUtils.join(request.getBody(), RequestSize.LIMIT)
                .map(RecordedResponse::bytes)
                .defaultIfEmpty(new byte[0]);
    }

    private Mono<Void> answer(
            ServerWebExchange exchange, WebFilterChain chain, byte[] body, IdempotencyKeys.Claim claim) {
        return switch (claim) {
            case IdempotencyKeys.Claim.Granted(var id) -> run(exchange, chain, body, id);
            case IdempotencyKeys.Claim.Answered(var answer) -> replay(exchange.getResponse(), answer);
            case IdempotencyKeys.Claim.UnderWay() ->
                Mono.error(Problem.conflict("A request with this " + HEADER + " is under way; repeat it later.")
                        .with(HttpHeaders.RETRY_AFTER, "1"));
            case IdempotencyKeys.Claim.OtherRequest() ->
                Mono.error(Problem.of(
                        Problem.Kind.INVALID,
                        "This " + HEADER + " was used for a different request; take a new one for each change."));
        };
    }

    private Mono<Void> run(ServerWebExchange exchange, WebFilterChain chain, byte[] body, UUID claim) {
        var response = new RecordedResponse(exchange.getResponse(), answer -> keepOrRelease(claim, answer));
        var recorded = exchange.mutate()
                .request(withBody(exchange.getRequest(), body))
                .response(response)
                .build();
        var work = chain.filter(recorded)
                .then(response.complete())
                .onErrorResume(failure -> response.answered()
                        ? Mono.error(failure)
                        : keys.release(claim).then(Mono.error(failure)));
        return Mono.deferContextual(
                context -> Mono.fromFuture(work.contextWrite(context).toFuture(), true));
    }

    private Mono<Void> keepOrRelease(UUID claim, StoredAnswer answer) {
        return HttpStatusCode.valueOf(answer.status()).isError() ? keys.release(claim) : keys.keep(claim, answer);
    }

    private static ServerHttpRequest withBody(ServerHttpRequest request, byte[] body) {
        return new ServerHttpRequestDecorator(request) {
            @Override
            public Flux<DataBuffer> getBody() {
                return body.length == 0
                        ? Flux.empty()
                        : Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)));
            }
        };
    }

    private static Mono<Void> replay(ServerHttpResponse response, StoredAnswer answer) {
        response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
        var headers = response.getHeaders();
        headers.set("Idempotency-Replayed", "true");
        answer.contentType().ifPresent(type -> headers.set(HttpHeaders.CONTENT_TYPE, type));
        answer.location().ifPresent(location -> headers.set(HttpHeaders.LOCATION, location));
        return answer.body().length == 0
                ? response.setComplete()
                : response.writeWith(Mono.just(response.bufferFactory().wrap(answer.body())));
    }
}
