package dev.tributary.engine.web.access;

import dev.tributary.engine.identity.ApiTokens;
import dev.tributary.engine.identity.Caller;
import dev.tributary.engine.identity.Secret;
import dev.tributary.engine.identity.Sessions;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Finds out who calls, anew with every request. With an {@code Authorization} header the cookie does not count, not even
 * when the header is no good: such requests need no CSRF token. Who cannot be made out is nobody, and open routes stay open.
 */
final class CallerFilter implements WebFilter {
    private static final String BEARER = "Bearer ";

    private final Sessions sessions;
    private final ApiTokens tokens;

    CallerFilter(Sessions sessions, ApiTokens tokens) {
        this.sessions = sessions;
        this.tokens = tokens;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return caller(exchange.getRequest())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(found -> found.map(caller -> chain.filter(exchange)
                                .contextWrite(ReactiveSecurityContextHolder.withAuthentication(
                                        new CallerAuthentication(caller))))
                        .orElseGet(() -> chain.filter(exchange)));
    }

    private Mono<? extends Caller> caller(ServerHttpRequest request) {
        var authorization = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    ? tokens.find(
                            new Secret(authorization.substring(BEARER.length()).strip()))
                    : Mono.empty();
        }
        return SessionCookie.of(request).map(sessions::find).orElseGet(Mono::empty);
    }
}
