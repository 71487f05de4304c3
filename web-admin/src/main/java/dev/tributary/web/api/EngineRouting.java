package dev.tributary.web.api;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** In front of several engines, the first part of a path names the one that is meant; below it everything is as with one. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class EngineRouting implements WebFilter {
    private final Engines engines;

    EngineRouting(Engines engines) {
        this.engines = engines;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var path = exchange.getRequest().getPath().value();
        var end = path.indexOf('/', 1);
        var name = path.substring(Math.min(1, path.length()), end < 0 ? path.length() : end);
        return engines.engines().containsKey(name)
                ? chain.filter(exchange.mutate()
                        .request(request -> request.contextPath("/" + name))
                        .build())
                : chain.filter(exchange);
    }
}
