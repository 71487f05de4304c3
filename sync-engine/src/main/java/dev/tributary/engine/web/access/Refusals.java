package dev.tributary.engine.web.access;

import dev.tributary.engine.identity.Actor;
import dev.tributary.engine.identity.Audit;
import dev.tributary.engine.identity.Caller;
import java.time.Clock;
import java.util.Map;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Writes down who was refused at the door, and for what. At most ten a minute for each caller and for each address of
 * strangers, so that nobody fills the log with refusals. Thread-safe.
 */
@Component
final class Refusals {
    private static final int PER_MINUTE = 10;
    private static final int LONGEST_ROUTE = 200;

    /** Why somebody was refused. */
    enum Reason {
        ROLE("role"),
        SCOPE("scope"),
        CSRF("csrf"),
        /** A session or token that is unknown or has ended. */
        CREDENTIAL("credential");

        private final String code;

        Reason(String code) {
            this.code = code;
        }
    }

    private final Audit audit;
    private final Buckets buckets;

    Refusals(Audit audit, Clock clock) {
        this.audit = audit;
        this.buckets = new Buckets(PER_MINUTE, clock);
    }

    private record Refused(Actor actor, String key) {}

    /** To be subscribed to where the caller of the request is known, if there is one. */
    Mono<Void> record(ServerWebExchange exchange, Reason reason) {
        var request = exchange.getRequest();
        return Caller.current()
                .map(caller -> new Refused(caller.actor(), caller.key()))
                .switchIfEmpty(Mono.fromSupplier(() -> new Refused(Actor.ANONYMOUS, RequestRate.network(request))))
                .filter(refused -> buckets.take(refused.key()).isZero())
                .flatMap(refused -> audit.record(
                        refused.actor(),
                        "access.refuse",
                        "route:" + route(request),
                        Map.of("address", Visits.address(request), "reason", reason.code)));
    }

    private static String route(ServerHttpRequest request) {
        var route = request.getMethod() + " " + request.getPath().value();
        return route.substring(0, Math.min(route.length(), LONGEST_ROUTE));
    }
}
