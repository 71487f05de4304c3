package dev.tributary.engine.knowledge;

import dev.tributary.engine.identity.Actor;
import dev.tributary.engine.identity.Audit;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Removals that wait for a person, because a listing left out more than may go unseen (D4). Thread-safe. */
@Component
public final class HeldRemovals {

    /** A document whose removal is held, since when and by which run. */
    public record Held(Document document, long run, Instant heldAt) {}

    /** How many documents are held, of how many that the connector owns. */
    public record Size(long held, long owned) {}

    private final DatabaseClient db;
    private final TransactionalOperator transaction;
    private final Audit audit;
    private final Clock clock;
    private final DocumentRows rows;

    HeldRemovals(DatabaseClient db, TransactionalOperator transaction, Audit audit, Clock clock, JsonMapper json) {
        this.db = db;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
        this.rows = new DocumentRows(json);
    }

    /** Held documents with an id above {@code after}, at most {@code count}. */
    public Flux<Held> after(long connector, long after, int count) {
        return db.sql("""
                        SELECT held.run_id AS held_run, held.held_at AS held_at, shown.*
                        FROM held_removal held JOIN LATERAL (%s WHERE d.id = held.document_id) shown ON true
                        WHERE held.connector_id = :connector AND held.document_id > :after
                        ORDER BY held.document_id LIMIT :count""".formatted(DocumentRows.SELECT))
                .bind("connector", connector)
                .bind("after", after)
                .bind("count", count)
                .map(row -> new Held(
                        rows.document(row),
                        Objects.requireNonNull(row.get("held_run", Long.class)),
                        Objects.requireNonNull(row.get("held_at", Instant.class))))
                .all();
    }

    public Mono<Size> size(long connector) {
        return db.sql("""
                        SELECT (SELECT count(*) FROM held_removal WHERE connector_id = :connector) AS held,
                          (SELECT coalesce(sum(documents), 0)::bigint FROM document_total WHERE connector_id = :connector)
                            - (SELECT count(*) FROM document d WHERE connector_id = :connector AND %1$s
                              AND NOT (excluded_at IS NULL AND tombstoned_at IS NULL AND disposition = 'skipped'))
                            - (SELECT count(*) FROM document WHERE connector_id = :connector AND kept
                              AND tombstoned_at IS NULL AND excluded_at IS NULL AND disposition <> 'filtered')
                            AS owned""".formatted(DocumentState.ASIDE))
                .bind("connector", connector)
                .map(row -> new Size(
                        Objects.requireNonNull(row.get("held", Long.class)),
                        Objects.requireNonNull(row.get("owned", Long.class))))
                .one();
    }

    /** Keeps the held documents although the source does not list them, and returns their number. */
    public Mono<Long> keep(Actor actor, long connector) {
        return db.sql("""
                        WITH held AS (DELETE FROM held_removal WHERE connector_id = :connector RETURNING document_id),
                        locked AS MATERIALIZED (
                          SELECT d.id FROM document d JOIN held ON held.document_id = d.id
                          WHERE d.tombstoned_at IS NULL ORDER BY d.id FOR UPDATE OF d),
                        upd AS (
                          UPDATE document d SET kept = true, updated_at = :now FROM locked
                          WHERE d.id = locked.id RETURNING d.id),
                        ev AS (
                          INSERT INTO document_event (document_id, connector_id, at, kind, detail)
                          SELECT id, :connector, :now, 'kept', :why FROM upd)
                        SELECT count(*) FROM upd""")
                .bind("connector", connector)
                .bind("now", clock.instant())
                .bind("why", "by " + actor.name())
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()
                .delayUntil(kept -> audit.record(
                        actor,
                        "held-removals.keep",
                        "connector:" + connector,
                        Map.of("documents", Long.toString(kept))))
                .as(transaction::transactional);
    }
}
