package dev.tributary.engine.web;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses packed bodies, which may unpack to any size, and parameters with what cannot be stored or searched for. */
@Component
@Order(1) // behind the size limit
final class RequestCheck implements WebFilter {
    private static final String PLAIN = "identity";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        return isPacked(request) ? Mono.error(packed()) : checked(request).then(chain.filter(exchange));
    }

    private static boolean isPacked(ServerHttpRequest request) {
        return request.getHeaders().getOrEmpty(HttpHeaders.CONTENT_ENCODING).stream()
                .anyMatch(coding -> !coding.equalsIgnoreCase(PLAIN));
    }

    private static Problem packed() {
        return Problem.of(Problem.Kind.UNSUPPORTED_MEDIA_TYPE, "Send the body as it is, without Content-Encoding.")
                .with(HttpHeaders.ACCEPT_ENCODING, PLAIN);
    }

    private static Mono<Void> checked(ServerHttpRequest request) {
        return Mono.fromRunnable(() -> request.getQueryParams().forEach((name, values) -> {
            if (!StorableTexts.isStorable(name)
                    || values.stream().anyMatch(value -> value != null && !StorableTexts.isStorable(value))) {
                throw Problem.invalid(name, StorableTexts.NOT_STORABLE);
            }
        }));
    }
}
