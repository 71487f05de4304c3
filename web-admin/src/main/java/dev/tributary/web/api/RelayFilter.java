package dev.tributary.web.api;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Finds the engine that a page's path belongs to, and holds the browser's request ready for calls to it. */
@Component
@Order(10) // behind Spring Security
@EnableConfigurationProperties(Engines.class)
final class RelayFilter implements WebFilter {
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private final Engines engines;
    private final OwnAddress here;

    RelayFilter(Engines engines, OwnAddress here) {
        this.engines = engines;
        this.here = here;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        if (!isOurs(request.getPath().pathWithinApplication().value())) {
            return chain.filter(exchange);
        }
        if (!SAFE.contains(request.getMethod()) && comesFromElsewhere(request)) {
            exchange.getResponse().setStatusCode(HttpStatus.FORBIDDEN);
            return exchange.getResponse().setComplete();
        }
        return csrf(exchange)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(token -> chain.filter(exchange)
                        .contextWrite(context ->
                                context.put(Relay.class, new Relay(exchange, engine(exchange), token.orElse(null)))));
    }

    private static boolean isOurs(String path) {
        return path.startsWith("/ui") || path.startsWith("/oauth/") || path.startsWith("/oidc/");
    }

    /** Browsers say where a request began. The engine asks for a token besides, but for signing in there is none yet. */
    private static boolean comesFromElsewhere(ServerHttpRequest request) {
        var headers = request.getHeaders();
        var site = headers.getFirst("Sec-Fetch-Site");
        var origin = headers.getOrigin();
        return site == null
                ? origin != null && !origin.endsWith("://" + request.getURI().getRawAuthority())
                : !OWN.contains(site);
    }

    private static Mono<String> csrf(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var header = request.getHeaders().getFirst("X-CSRF-Token");
        if (header != null) {
            return Mono.just(header);
        }
        return MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(
                        request.getHeaders().getContentType())
                ? exchange.getFormData().mapNotNull(form -> form.getFirst("_csrf"))
                : Mono.empty();
    }

    private URI engine(ServerWebExchange exchange) {
        var context = exchange.getRequest().getPath().contextPath().value();
        var named = engines.engines().get(context.replaceFirst("^/", ""));
        return named == null ? here.uri() : named;
    }
}
