package dev.tributary.web.api;

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

/** Knowledge bases. */
@HttpExchange("/api/v1/knowledge-bases")
public interface KnowledgeBasesApi {

    @GetExchange
    Mono<Page<KnowledgeBase>> list(@RequestParam int limit, @RequestParam(required = false) @Nullable String cursor);

    @GetExchange("/{id}")
    Mono<KnowledgeBase> show(@PathVariable String id);

    @PostExchange
    Mono<KnowledgeBase> create(@RequestBody Order order);

    @PatchExchange("/{id}")
    Mono<KnowledgeBase> change(@PathVariable String id, @RequestBody Order order);

    @DeleteExchange("/{id}")
    Mono<Void> delete(@PathVariable String id);

    /**
     * A knowledge base.
     *
     * @param problems connectors that need somebody
     */
    record KnowledgeBase(
            String id,
            String name,
            @Nullable String description,
            long connectors,
            Instant createdAt,
            @Nullable Documents documents,
            @Nullable Instant lastSyncedAt,
            long problems) {}

    /** Documents by how they stand. */
    record Documents(
            long indexed,
            long pending,
            long failed,
            long skipped,
            long filtered,
            long excluded,
            long removed,
            long heldRemovals) {}

    record Order(@Nullable String name, @Nullable String description) {}
}
