package dev.tributary.engine.web.access;

import dev.tributary.engine.identity.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * The pages of the UI in this process ask the engine on behalf of browsers: their requests count as from where the browser
 * is. They prove themselves with a word that nobody outside of this process knows; without it nobody's word is taken for an
 * address.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RelayedAddress implements WebFilter {
    /** The name of the word among the beans, where the UI finds it. */
    static final String PROOF = "relayProof";

    private static final String HEADER = "X-Tributary-Relay";
    private static final String ADDRESS = "X-Forwarded-For";

    private final Secret proof;

    RelayedAddress(@Qualifier(PROOF) String proof) {
        this.proof = new Secret(proof);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return browser(exchange.getRequest())
                .map(address -> chain.filter(exchange.mutate()
                        .request(request -> request.remoteAddress(address))
                        .build()))
                .orElseGet(() -> chain.filter(exchange));
    }

    private Optional<InetSocketAddress> browser(ServerHttpRequest request) {
        var headers = request.getHeaders();
        return Optional.ofNullable(headers.getFirst(HEADER))
                .filter(word -> proof.equalsInConstantTime(new Secret(word)))
                .flatMap(_ -> Optional.ofNullable(headers.getFirst(ADDRESS)))
                .map(address -> new InetSocketAddress(InetAddress.ofLiteral(address), 0));
    }
}
