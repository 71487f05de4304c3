package dev.tributary.engine.web;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses large bodies before they are read. One that does not say its length is refused while it is read. */
@Component
@Order(0) // behind Spring Security: the answer carries the security headers, and strangers learn nothing
public final class RequestSize implements WebFilter {
    /** The most bytes a request body may have. */
    public static final int LIMIT = 1024 * 1024;

    static Problem tooLarge() {
        return Problem.of(Problem.Kind.TOO_LARGE, "A request body may have at most " + LIMIT + " bytes.");
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return exchange.getRequest().getHeaders().getContentLength() > LIMIT
                ? Mono.error(tooLarge())
                : chain.filter(exchange);
    }
}
