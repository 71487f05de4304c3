package dev.tributary.web.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import reactor.core.publisher.Mono;

/** API tokens, for programs. */
@HttpExchange("/api/v1/tokens")
public interface TokensApi {

    @GetExchange
    Mono<Page<Token>> list(@RequestParam int limit, @RequestParam(required = false) @Nullable String cursor);

    @PostExchange
    Mono<NewToken> create(@RequestBody Order order);

    @DeleteExchange("/{id}")
    Mono<Void> revoke(@PathVariable String id);

    /**
     * A token, of which only the beginning is known.
     *
     * @param uses all, or search
     * @param knowledgeBases those it is limited to; none: all
     */
    record Token(
            String id,
            String name,
            String prefix,
            String role,
            @Nullable String uses,
            @Nullable List<String> knowledgeBases,
            @Nullable String createdBy,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Order(
            String name,
            String role,
            @Nullable String uses,
            List<String> knowledgeBases,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            Instant expiresAt) {}

    /** Shown once. */
    record NewToken(String id, String token) {
        @Override
        public String toString() {
            return "NewToken[" + id + "]";
        }
    }
}
