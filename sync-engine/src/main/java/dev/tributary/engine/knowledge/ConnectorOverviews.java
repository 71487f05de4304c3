package dev.tributary.engine.knowledge;

import dev.tributary.engine.knowledge.ConnectorOverview.Activity;
import dev.tributary.engine.knowledge.ConnectorOverview.LastError;
import dev.tributary.engine.knowledge.ConnectorOverview.LastRun;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Reads connectors with their documents counted, their last run and what they wait for. Thread-safe. */
@Component
public final class ConnectorOverviews {

    private static final String SELECT =
            "SELECT " + StoredConnectors.COLUMNS + """
            , waiting_for, last_error, next_run_at, created_at, updated_at, run.*, counts.*,
              (SELECT count(*) FROM held_removal h WHERE h.connector_id = c.id) AS held_removals,
              (SELECT count(*) FROM scheduled_tasks t JOIN scheduled_tasks o ON o.task_name = t.task_name
                  AND o.task_instance <> t.task_instance AND (o.picked OR o.execution_time < t.execution_time)
                WHERE t.task_name = 'connector' AND t.task_instance = c.id::text
                  AND NOT t.picked AND t.execution_time <= :now) AS ahead
            FROM connector c
            LEFT JOIN LATERAL (
              SELECT r.id AS run_id, r.kind AS run_kind, r.state AS run_state, r.reason AS run_reason,
                  r.requested_at AS run_requested_at, r.started_at AS run_started_at, r.ended_at AS run_ended_at
              FROM sync_run r WHERE r.connector_id = c.id ORDER BY r.id DESC LIMIT 1) run ON true
            CROSS JOIN LATERAL (%s) counts
            WHERE\s""".formatted(DocumentCounts.OF_CONNECTOR);

    private final DatabaseClient db;
    private final StoredConnectors connectors;
    private final JsonMapper json;
    private final Clock clock;

    ConnectorOverviews(DatabaseClient db, StoredConnectors connectors, JsonMapper json, Clock clock) {
        this.db = db;
        this.connectors = connectors;
        this.json = json;
        this.clock = clock;
    }

    public Mono<ConnectorOverview> find(long id) {
        return db.sql(SELECT + "id = :id")
                .bind("id", id)
                .bind("now", clock.instant())
                .map(this::overview)
                .one();
    }

    /** Those of a knowledge base with an id above {@code after}, in the order of their creation. */
    public Flux<ConnectorOverview> after(long knowledgeBase, long after, int count) {
        return db.sql(SELECT + "knowledge_base_id = :kb AND state <> 'draft' AND id > :after ORDER BY id LIMIT :count")
                .bind("kb", knowledgeBase)
                .bind("after", after)
                .bind("count", count)
                .bind("now", clock.instant())
                .map(this::overview)
                .all();
    }

    private ConnectorOverview overview(Readable row) {
        var connector = connectors.connector(row);
        var documents = DocumentCounts.of(row);
        var waiting = new WaitingReason(
                connector.state(),
                row.get("waiting_for", String.class),
                row.get("run_state", String.class),
                number(row, "ahead"),
                documents.heldRemovals());
        return new ConnectorOverview(connector, waiting.inWords(), lastError(row), activity(row), documents);
    }

    private Optional<LastError> lastError(Readable row) {
        return Optional.ofNullable(row.get("last_error", Json.class))
                .map(stored -> json.readValue(stored.asString(), LastError.class));
    }

    private static Activity activity(Readable row) {
        return new Activity(
                lastRun(row),
                Optional.ofNullable(row.get("next_run_at", Instant.class)),
                Objects.requireNonNull(row.get("created_at", Instant.class)),
                Objects.requireNonNull(row.get("updated_at", Instant.class)));
    }

    private static Optional<LastRun> lastRun(Readable row) {
        @Nullable Long id = row.get("run_id", Long.class);
        if (id == null) {
            return Optional.empty();
        }
        return Optional.of(new LastRun(
                id,
                Objects.requireNonNull(row.get("run_kind", String.class)),
                Objects.requireNonNull(row.get("run_state", String.class)),
                Objects.requireNonNull(row.get("run_reason", String.class)),
                Objects.requireNonNull(row.get("run_requested_at", Instant.class)),
                row.get("run_started_at", Instant.class),
                row.get("run_ended_at", Instant.class)));
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }
}
