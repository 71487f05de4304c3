package dev.tributary.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;
import reactor.core.publisher.Mono;

/** People who sign in, and where they are signed in. */
@HttpExchange("/api/v1")
public interface PeopleApi {

    @GetExchange("/accounts")
    Mono<Page<Account>> list(@RequestParam int limit, @RequestParam(required = false) @Nullable String cursor);

    @PostExchange("/accounts")
    Mono<Account> create(@RequestBody Order order);

    @PatchExchange("/accounts/{id}")
    Mono<Void> change(@PathVariable String id, @RequestBody Order order);

    @DeleteExchange("/accounts/{id}/sessions")
    Mono<Void> signOut(@PathVariable String id);

    @GetExchange("/me/sessions")
    Mono<Page<OpenSession>> ownSessions();

    @DeleteExchange("/me/sessions/{id}")
    Mono<Void> endOwnSession(@PathVariable String id);

    @DeleteExchange("/me/sessions")
    Mono<Void> endOwnSessions();

    /**
     * Somebody.
     *
     * @param state active, disabled or withdrawn
     */
    record Account(
            String id,
            String username,
            String role,
            String state,
            Instant createdAt,
            @Nullable Instant lastSignInAt) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Order(
            @Nullable String username,
            @Nullable String role,
            @Nullable String password,
            @Nullable Boolean disabled) {
        @Override
        public String toString() {
            return "Order[" + username + "]";
        }
    }

    /**
     * Where somebody is signed in.
     *
     * @param current the one that asks
     */
    record OpenSession(
            String id,
            @Nullable String method,
            @Nullable String address,
            @Nullable String browser,
            Instant createdAt,
            Instant lastSeenAt,
            Instant expiresAt,
            boolean current) {}
}
