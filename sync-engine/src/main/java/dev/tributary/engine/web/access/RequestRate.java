package dev.tributary.engine.web.access;

import dev.tributary.engine.identity.Caller;
import dev.tributary.engine.web.Problem;
import dev.tributary.engine.web.ProblemWriter;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Holds each caller to a rate of requests, and each address of strangers. An answer that goes on, as events do, counts
 * once. Callers and strangers are counted apart, so that strangers from many addresses make nobody be forgotten.
 */
final class RequestRate implements WebFilter {
    /** What one IPv6 customer has is at least a network of this many bytes. */
    private static final int NETWORK = 8;

    private final Buckets callers;
    private final Buckets strangers;
    private final ProblemWriter problems;

    RequestRate(AccessSettings settings, Clock clock, ProblemWriter problems) {
        this.callers = new Buckets(settings.requestsPerMinute(), clock);
        this.strangers = new Buckets(settings.requestsPerMinute(), clock);
        this.problems = problems;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Caller.current()
                .map(caller -> callers.take(caller.key()))
                .switchIfEmpty(Mono.fromSupplier(() -> strangers.take(network(exchange.getRequest()))))
                .flatMap(wait -> wait.isZero()
                        ? chain.filter(exchange)
                        : problems.write(exchange, Problem.throttled(tooMany(wait), wait)));
    }

    private static String tooMany(Duration wait) {
        return "You ask too often; go on in %d seconds. Whoever runs Tributary sets how often with TRIBUTARY_ACCESS_REQUESTS_PER_MINUTE."
                .formatted(wait.plusMillis(999).toSeconds());
    }

    static String network(ServerHttpRequest request) {
        var remote = request.getRemoteAddress();
        return remote == null || remote.getAddress() == null ? "unknown" : network(remote.getAddress());
    }

    /** An IPv4 address itself, and of an IPv6 address the network that one customer has. */
    static String network(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK))
                : address.getHostAddress();
    }
}
