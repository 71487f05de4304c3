package dev.tributary.engine.identity;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Type;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
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
    private static final int BATCH = 1_000;
    private static final String SELECT = """
            SELECT id, at, actor, action, target, CAST(detail AS text) AS detail FROM audit_event
            WHERE (CAST(:actor AS text) IS NULL OR actor = :actor)
                AND (CAST(:action AS text) IS NULL OR starts_with(action, :action))
                AND (CAST(:target AS text) IS NULL OR target = :target)
                AND (CAST(:since AS timestamptz) IS NULL OR at >= :since)
                AND (CAST(:until AS timestamptz) IS NULL OR at < :until) AND\s""";

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
    public Flux<AuditEvent> before(AuditFilter filter, long before, int count) {
        return read(SELECT + "id < :id ORDER BY id DESC LIMIT :count", filter, before, count);
    }

    /** All entries, oldest first, read in batches as they are asked for. Those written meanwhile may come, too. */
    public Flux<AuditEvent> all(AuditFilter filter) {
        return Flux.defer(() -> {
            var last = new AtomicReference<>(Optional.of(0L));
            return Mono.defer(() -> Objects.requireNonNull(last.get())
                            .map(id -> read(SELECT + "id > :id ORDER BY id LIMIT :count", filter, id, BATCH)
                                    .collectList()
                                    .doOnNext(batch -> last.set(end(batch))))
                            .orElseGet(Mono::empty))
                    .repeat(() -> Objects.requireNonNull(last.get()).isPresent())
                    .concatMap(Flux::fromIterable, 0);
        });
    }

    /** Where the next batch begins; empty when this was the last. */
    private static Optional<Long> end(List<AuditEvent> batch) {
        return batch.size() < BATCH
                ? Optional.empty()
                : Optional.of(batch.getLast().id());
    }

    private Flux<AuditEvent> read(String sql, AuditFilter filter, long id, int count) {
        return database.sql(sql)
                .bind("actor", in(R2dbcType.VARCHAR, filter.actor()))
                .bind("action", in(R2dbcType.VARCHAR, filter.action()))
                .bind("target", in(R2dbcType.VARCHAR, filter.target()))
                .bind(
                        "since",
                        in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, filter.span().since()))
                .bind(
                        "until",
                        in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, filter.span().until()))
                .bind("id", id)
                .bind("count", count)
                .map(this::event)
                .all();
    }

    private static <T> Parameter in(Type type, Optional<T> value) {
        return Parameters.in(type, value.orElse(null));
    }

    private AuditEvent event(Readable row) {
        return new AuditEvent(
                Columns.number(row, "id"),
                Columns.required(row, "at", Instant.class),
                new Actor(Columns.text(row, "actor")),
                new AuditEvent.Deed(
                        Columns.text(row, "action"),
                        Columns.text(row, "target"),
                        Objects.requireNonNull(json.readValue(Columns.text(row, "detail"), DETAIL))));
    }
}
