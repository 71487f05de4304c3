package dev.tributary.engine.web.run;

import dev.tributary.engine.Tributary;
import dev.tributary.engine.account.ConnectedAccounts;
import dev.tributary.engine.account.Forecast;
import dev.tributary.engine.connector.ConnectorRegistry;
import dev.tributary.engine.sync.ConnectorHealth;
import dev.tributary.engine.sync.Overview;
import dev.tributary.engine.sync.RunError;
import dev.tributary.engine.sync.RunKind;
import dev.tributary.engine.sync.RunState;
import dev.tributary.engine.web.PublicId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@Tag(name = "Status", description = "How the engine is as a whole")
class StatusController {
    private static final int MOST_CONNECTORS = 1_000;

    private final Overview overview;
    private final ConnectorRegistry registry;
    private final ConnectedAccounts accounts;
    private final Clock clock;

    StatusController(Overview overview, ConnectorRegistry registry, ConnectedAccounts accounts, Clock clock) {
        this.overview = overview;
        this.registry = registry;
        this.accounts = accounts;
        this.clock = clock;
    }

    @GetMapping("/api/v1/status")
    @Operation(
            summary = "Show versions, the queue, the health of each connector, and connectors that could not be loaded",
            description = "At most 1000 connectors are shown; connectorCount tells how many there are.")
    Mono<Status> status() {
        return Mono.zip(
                        overview.totals(),
                        overview.connectors(MOST_CONNECTORS).map(Connector::of).collectList(),
                        accounts.troubled(clock.instant().plus(Forecast.AHEAD), MOST_CONNECTORS))
                .map(all -> status(all.getT1(), all.getT2(), all.getT3()));
    }

    private Status status(Overview.Totals totals, List<Connector> connectors, List<ConnectedAccounts.Used> troubled) {
        return new Status(
                Optional.ofNullable(Tributary.class.getPackage().getImplementationVersion())
                        .orElse("development"),
                totals.database(),
                new Queue(totals.queued(), totals.running()),
                totals.heldRemovals(),
                totals.connectors(),
                connectors,
                troubled.stream().map(TroubledAccount::of).toList(),
                registry.problems().stream()
                        .map(ConnectorRegistry.Problem::reason)
                        .toList());
    }

    @Schema(name = "Status")
    record Status(
            String version,
            String database,
            Queue queue,
            long heldRemovals,
            long connectorCount,
            List<Connector> connectors,

            @Schema(description = "Connected accounts that need somebody: now, or within a week")
            List<TroubledAccount> accounts,

            @Schema(description = "Connectors that could not be loaded, and why")
            List<String> loadProblems) {}

    @Schema(name = "Queue")
    record Queue(long queued, long running) {}

    @Schema(name = "ConnectorHealth")
    record Connector(
            String id,
            String knowledgeBaseId,
            String name,
            String type,

            @Schema(
                    allowableValues = {
                        "ok",
                        "running",
                        "queued",
                        "partial",
                        "failing",
                        "paused",
                        "disabled",
                        "deleting",
                        "new"
                    })
            String health,

            @Nullable String waitingFor,
            @Nullable Instant nextRunAt,
            int failures,
            @Nullable RunError lastError,
            @Nullable LastRun lastRun,
            long heldRemovals) {

        static Connector of(ConnectorHealth connector) {
            var last = connector.lastRun();
            return new Connector(
                    PublicId.of(connector.id()),
                    PublicId.of(connector.knowledgeBase()),
                    connector.name(),
                    connector.type(),
                    connector.health().name().toLowerCase(Locale.ROOT),
                    connector.waitingFor(),
                    connector.nextRunAt(),
                    connector.failures(),
                    connector.lastError(),
                    last == null
                            ? null
                            : new LastRun(PublicId.of(last.id()), last.kind(), last.state(), last.endedAt()),
                    connector.heldRemovals());
        }
    }

    @Schema(name = "LastRun")
    record LastRun(
            String id,
            RunKind kind,
            RunState state,
            @Nullable Instant endedAt) {}
}
