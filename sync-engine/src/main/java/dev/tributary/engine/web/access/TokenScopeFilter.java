package dev.tributary.engine.web.access;

import dev.tributary.engine.identity.Caller;
import dev.tributary.engine.identity.TokenScope;
import dev.tributary.engine.web.Problem;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Holds tokens to what they are limited to, in one place for all routes, and by what is allowed: a route that is not known to belong
 * to a knowledge base is closed to a token that is limited to some.
 */
@Component
@Order(5) // behind Spring Security, in front of answers that are given again
final class TokenScopeFilter implements WebFilter {
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    /** What a token for searching can read. */
    private static final Pattern SEARCHES = Pattern.compile(
            "/api/v1/(me|knowledge-bases|knowledge-bases/[0-9]+(/search)?|documents/[0-9]+(/content)?)");

    /** What every token can read; the list of knowledge bases shows those of its limit. */
    private static final Pattern OPEN =
            Pattern.compile("/api/v1/(me|knowledge-bases|connector-types(/[A-Za-z0-9_-]+)?)");

    private static final Pattern INSIDE =
            Pattern.compile("/api/v1/(knowledge-bases|connectors|runs|documents)/([0-9]{1,18})(/.*)?");

    private final BaseOf bases;
    private final Refusals refusals;

    TokenScopeFilter(BaseOf bases, Refusals refusals) {
        this.bases = bases;
        this.refusals = refusals;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        return Caller.current()
                .map(Caller::scope)
                .defaultIfEmpty(TokenScope.EVERYTHING)
                .flatMap(scope -> check(scope, request)
                        .onErrorResume(
                                Problem.class,
                                no -> refusals.record(exchange, Refusals.Reason.SCOPE)
                                        .then(Mono.error(no)))
                        .then(chain.filter(exchange)));
    }

    private Mono<Void> check(TokenScope scope, ServerHttpRequest request) {
        var path = request.getPath().pathWithinApplication().value();
        var reads = READS.contains(request.getMethod());
        if (scope.uses() == TokenScope.Uses.SEARCH
                && !(reads && SEARCHES.matcher(path).matches())) {
            return Mono.error(() ->
                    Problem.of(Problem.Kind.FORBIDDEN, "This API token is for searching, and reading what was found."));
        }
        if (scope.knowledgeBases().isEmpty() || (reads && OPEN.matcher(path).matches())) {
            return Mono.empty();
        }
        var inside = INSIDE.matcher(path);
        return (inside.matches() ? bases.of(inside.group(1), Long.parseLong(inside.group(2))) : Mono.<Long>empty())
                .filter(scope::includes)
                .switchIfEmpty(Mono.error(() -> Problem.of(
                        Problem.Kind.FORBIDDEN,
                        "This API token is limited to other knowledge bases; take one that may do this.")))
                .then();
    }
}
