package dev.tributary.engine.sync;

import dev.tributary.engine.sync.ConnectorHealth.Health;
import dev.tributary.engine.sync.ConnectorHealth.LastRun;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** How everything is at the moment. Thread-safe. */
@Component
public final class Overview {

    /** What waits and what runs, and on which database. */
    public record Totals(long queued, long running, long connectors, long heldRemovals, String database) {}

    private final DatabaseClient db;
    private final JsonMapper json;

    Overview(SyncParts.Database database) {
        this.db = database.db();
        this.json = database.json();
    }

    public Mono<Totals> totals() {
        return db.sql("""
                        SELECT (SELECT count(*) FROM sync_run r JOIN connector c ON c.id = r.connector_id
                            WHERE r.state = 'queued' AND c.state <> 'draft') AS queued,
                          (SELECT count(*) FROM sync_run r JOIN connector c ON c.id = r.connector_id
                            WHERE r.state = 'running' AND c.state <> 'draft') AS running,
                          (SELECT count(*) FROM connector WHERE state <> 'draft') AS connectors,
                          (SELECT count(*) FROM held_removal) AS held,
                          current_setting('server_version') AS version""")
                .map(row -> new Totals(
                        number(row, "queued"),
                        number(row, "running"),
                        number(row, "connectors"),
                        number(row, "held"),
                        "PostgreSQL " + text(row, "version")))
                .one();
    }

    /** The first connectors in the order of their ids. */
    public Flux<ConnectorHealth> connectors(int count) {
        return db.sql("""
                        SELECT c.id, c.knowledge_base_id, c.name, c.type, c.state, c.waiting_for, c.next_run_at,
                            c.failures, c.last_error, r.id AS run, r.kind AS run_kind, r.state AS run_state, r.ended_at,
                            (SELECT count(*) FROM held_removal h WHERE h.connector_id = c.id) AS held
                        FROM connector c LEFT JOIN LATERAL (
                          SELECT * FROM sync_run r WHERE r.connector_id = c.id AND r.kind <> 'preview'
                          ORDER BY r.id DESC LIMIT 1) r ON true
                        WHERE c.state <> 'draft' ORDER BY c.id LIMIT :count""").bind("count", count).map(this::health).all();
    }

    private ConnectorHealth health(Readable row) {
        var last = lastRun(row);
        @Nullable Json error = row.get("last_error", Json.class);
        return new ConnectorHealth(
                number(row, "id"),
                number(row, "knowledge_base_id"),
                text(row, "name"),
                text(row, "type"),
                Health.of(text(row, "state"), last == null ? null : last.state()),
                row.get("waiting_for", String.class),
                row.get("next_run_at", Instant.class),
                Objects.requireNonNull(row.get("failures", Integer.class)),
                error == null ? null : json.readValue(error.asString(), RunError.class),
                last,
                number(row, "held"));
    }

    private static @Nullable LastRun lastRun(Readable row) {
        @Nullable Long id = row.get("run", Long.class);
        return id == null
                ? null
                : new LastRun(
                        id,
                        RunKind.parse(text(row, "run_kind")).orElseThrow(),
                        RunState.parse(text(row, "run_state")),
                        row.get("ended_at", Instant.class));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class), column);
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class), column);
    }
}
