package dev.tributary.engine.web.access;

import dev.tributary.engine.identity.Secret;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.security.web.server.csrf.DefaultCsrfToken;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRepository;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRequestHandler;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The CSRF token of a session is derived from the session's secret, one way: it needs no storage, holds in every process, and
 * ends with the session. Only the header counts, which a form of another site cannot send.
 */
final class SessionCsrf implements ServerCsrfTokenRepository, ServerCsrfTokenRequestHandler, ServerWebExchangeMatcher {
    static final String HEADER = "X-CSRF-Token";

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    static String tokenOf(Secret session) {
        return session.derive("csrf");
    }

    /** Changes that come with a session's cookie; signing in makes a new one and looks at no old one. */
    @Override
    public Mono<MatchResult> matches(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var needed = !SAFE.contains(request.getMethod())
                && !request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)
                && SessionCookie.of(request).isPresent()
                && !signsIn(request);
        return needed ? MatchResult.match() : MatchResult.notMatch();
    }

    private static boolean signsIn(ServerHttpRequest request) {
        return HttpMethod.POST.equals(request.getMethod())
                && SessionCookie.PATH.equals(
                        request.getPath().pathWithinApplication().value());
    }

    @Override
    public Mono<CsrfToken> loadToken(ServerWebExchange exchange) {
        return Mono.justOrEmpty(SessionCookie.of(exchange.getRequest())
                .map(session -> new DefaultCsrfToken(HEADER, "_csrf", tokenOf(session))));
    }

    @Override
    public Mono<CsrfToken> generateToken(ServerWebExchange exchange) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> saveToken(ServerWebExchange exchange, @Nullable CsrfToken token) {
        return Mono.empty();
    }

    @Override
    public void handle(ServerWebExchange exchange, Mono<CsrfToken> token) {
        // Clients get the token from the API; no page is rendered that would need it.
    }

    @Override
    public Mono<String> resolveCsrfTokenValue(ServerWebExchange exchange, CsrfToken token) {
        return Mono.justOrEmpty(exchange.getRequest().getHeaders().getFirst(HEADER));
    }
}
