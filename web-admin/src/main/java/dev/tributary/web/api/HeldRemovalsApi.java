package dev.tributary.web.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import reactor.core.publisher.Mono;

/** Removals so large that a person looks at them first. */
@HttpExchange("/api/v1/connectors/{connector}/held-removals")
public interface HeldRemovalsApi {

    @GetExchange
    Mono<HeldRemovals> list(
            @PathVariable String connector,
            @RequestParam int limit,
            @RequestParam(required = false) @Nullable String cursor);

    @PostExchange("/apply")
    Mono<Applying> apply(@PathVariable String connector);

    @PostExchange("/keep")
    Mono<Kept> keep(@PathVariable String connector);

    /**
     * What is held.
     *
     * @param total how many in all
     * @param reason why; null when none is
     */
    record HeldRemovals(
            List<Held> items,
            @Nullable String nextCursor,
            long total,
            @Nullable String reason) {}

    record Held(Document document, String runId, Instant heldAt) {}

    record Document(
            String id,
            String externalId,
            String title,
            @Nullable String sourceUrl) {}

    record Applying(String runId) {}

    record Kept(long documents) {}
}
