package dev.tributary.web.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import reactor.core.publisher.Mono;

/** How the engine is as a whole. */
@HttpExchange("/api/v1/status")
public interface StatusApi {

    @GetExchange
    Mono<Status> show();

    /**
     * The engine.
     *
     * @param connectors at most 1000 of {@code connectorCount}
     * @param accounts connected accounts that need somebody, now or within a week
     * @param loadProblems connectors that could not be loaded, and why
     */
    record Status(
            String version,
            String database,
            Queue queue,
            long heldRemovals,
            long connectorCount,
            List<Health> connectors,
            List<TroubledAccount> accounts,
            List<String> loadProblems) {}

    record Queue(long queued, long running) {}

    /**
     * A connector.
     *
     * @param health ok, running, queued, partial, failing, paused, disabled, deleting or new
     */
    record Health(
            String id,
            String knowledgeBaseId,
            String name,
            String type,
            String health,
            @Nullable String waitingFor,
            @Nullable Instant nextRunAt,
            int failures,
            RunsApi.@Nullable Cause lastError,
            ConnectorsApi.@Nullable LastRun lastRun,
            long heldRemovals) {}

    record TroubledAccount(
            String id,
            String provider,
            String name,
            String state,
            @Nullable String reason,
            @Nullable Instant diesAt,
            List<String> connectorIds) {}
}
