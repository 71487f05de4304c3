package dev.tributary.engine.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The audit log: who did what, when. Entries can be added and read, never changed; the database refuses it. Thread-safe.
 */
@Component
public final class Audit {
    private static final TypeReference<Map<String, String>> DETAIL = new TypeReference<>() {};

    private final DatabaseClient database;
    private final JsonMapper json;
    private final Clock clock;

    Audit(DatabaseClient database, JsonMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Adds an entry, in the transaction of the subscriber if there is one: what is rolled back was not done.
     *
     * @param action verb and noun, as in {@code connector.create}
     * @param target kind and id, as in {@code connector:17}
     * @param detail what else a reader needs; never a secret
     */
    public Mono<Void> record(Actor actor, String action, String target, Map<String, String> detail) {
        return database.sql("""
                        INSERT INTO audit_event (at, actor, action, target, detail)
                        VALUES (:at, :actor, :action, :target, CAST(:detail AS jsonb))
                        """)
                .bind("at", clock.instant())
                .bind("actor", actor.name())
                .bind("action", action)
                .bind("target", target)
                .bind("detail", json.writeValueAsString(detail))
                .then();
    }

    /** Entries with an id below {@code before}, newest first, at most {@code count}. */
    public Flux<AuditEvent> before(long before, int count) {
        return database.sql("""
                        SELECT id, at, actor, action, target, CAST(detail AS text) AS detail FROM audit_event
                        WHERE id < :before ORDER BY id DESC LIMIT :count
                        """)
                .bind("before", before)
                .bind("count", count)
                .map(row -> new AuditEvent(
                        Columns.number(row, "id"),
                        Columns.required(row, "at", Instant.class),
                        new Actor(Columns.text(row, "actor")),
                        new AuditEvent.Deed(
                                Columns.text(row, "action"),
                                Columns.text(row, "target"),
                                Objects.requireNonNull(json.readValue(Columns.text(row, "detail"), DETAIL)))))
                .all();
    }
}
