package dev.tributary.engine.sync;

import dev.tributary.engine.identity.Actor;
import dev.tributary.engine.identity.Audit;
import dev.tributary.engine.knowledge.StoredConnector;
import dev.tributary.engine.knowledge.StoredConnectors;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Runs that people ask for, and cancel. Each change locks the connector first, as the beginning of a run does, so that
 * a run is either queued or begun, never both. Thread-safe.
 */
@Component
public final class RunQueue {

    /** What came of asking for a run. */
    public sealed interface Answer {
        record Queued(long run) implements Answer {}

        /** There is one under way, and one per connector at a time (R3). */
        record UnderWay(long run, RunState state) implements Answer {}

        /** A person paused it, and only a person resumes it (R6). */
        record Paused() implements Answer {}

        record NothingHeld() implements Answer {}

        /** It is being set up, and only previews run. */
        record Draft() implements Answer {}

        record NoConnector() implements Answer {}
    }

    /** What came of cancelling a run. */
    public enum Cancelled {
        /** It had not begun. */
        AT_ONCE,
        /** It stops within two seconds (R6). */
        REQUESTED,
        ENDED_BEFORE,
        NO_RUN
    }

    private record Locked(String state, boolean holds) {}

    private record Under(long connector, RunState state) {}

    private final DatabaseClient db;
    private final TransactionalOperator transaction;
    private final Clock clock;
    private final Audit audit;
    private final StoredConnectors connectors;

    RunQueue(SyncParts.Database database, Audit audit, StoredConnectors connectors) {
        this.db = database.db();
        this.transaction = database.transaction();
        this.clock = database.clock();
        this.audit = audit;
        this.connectors = connectors;
    }

    /**
     * Queues a run. A connector that the engine disabled after too many failures is enabled by it: who asks for a run wants
     * to see whether it works again. Its count of failures stays, so that one failure more disables it again.
     */
    public Mono<Answer> queue(Actor actor, long connector, RunKind kind, String reason) {
        return lock(connector)
                .flatMap(locked -> switch (locked.state()) {
                    case "draft" ->
                        kind == RunKind.PREVIEW
                                ? enqueue(actor, connector, kind, reason)
                                : Mono.<Answer>just(new Answer.Draft());
                    case "paused" -> Mono.<Answer>just(new Answer.Paused());
                    case "deleting" -> Mono.<Answer>just(new Answer.NoConnector());
                    default ->
                        kind == RunKind.APPLY_REMOVALS && !locked.holds()
                                ? Mono.<Answer>just(new Answer.NothingHeld())
                                : enqueue(actor, connector, kind, reason);
                })
                .defaultIfEmpty(new Answer.NoConnector())
                .as(transaction::transactional);
    }

    private Mono<Locked> lock(long connector) {
        return db.sql("""
                        SELECT state, EXISTS (SELECT FROM held_removal h WHERE h.connector_id = c.id) AS holds
                        FROM connector c WHERE id = :connector FOR NO KEY UPDATE""")
                .bind("connector", connector)
                .map(row -> new Locked(
                        Objects.requireNonNull(row.get("state", String.class)),
                        Boolean.TRUE.equals(row.get("holds", Boolean.class))))
                .one();
    }

    private Mono<Answer> enqueue(Actor actor, long connector, RunKind kind, String reason) {
        var queued = db.sql("""
                        INSERT INTO sync_run (connector_id, kind, state, reason, requested_at)
                        VALUES (:connector, :kind, 'queued', :reason, :now) ON CONFLICT DO NOTHING RETURNING id""")
                .bind("connector", connector)
                .bind("kind", kind.wire())
                .bind("reason", reason)
                .bind("now", clock.instant())
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
        return queued.delayUntil(_ -> enable(actor, connector))
                .delayUntil(run -> audit.record(
                        actor,
                        "run.start",
                        "run:" + run,
                        Map.of("connector", Long.toString(connector), "kind", kind.wire())))
                .<Answer>map(Answer.Queued::new)
                .switchIfEmpty(underWay(connector));
    }

    private Mono<Void> enable(Actor actor, long connector) {
        return db.sql("""
                        UPDATE connector SET state = 'active', waiting_for = NULL, updated_at = :now
                        WHERE id = :connector AND state = 'disabled'""")
                .bind("now", clock.instant())
                .bind("connector", connector)
                .fetch()
                .rowsUpdated()
                .filter(enabled -> enabled == 1)
                .flatMap(_ -> audit.record(actor, "connector.enable", "connector:" + connector, Map.of()));
    }

    private Mono<Answer> underWay(long connector) {
        return db.sql("SELECT id, state FROM sync_run WHERE connector_id = :c AND state IN ('queued', 'running')")
                .bind("c", connector)
                .map(row -> new Answer.UnderWay(
                        Objects.requireNonNull(row.get("id", Long.class)),
                        RunState.parse(Objects.requireNonNull(row.get("state", String.class)))))
                .one()
                .cast(Answer.class);
    }

    /** Queues a sync of every active connector that has no run under way, and returns the connectors. */
    public Flux<Long> queueAll(Actor actor) {
        return db.sql("""
                        INSERT INTO sync_run (connector_id, kind, state, reason, requested_at)
                        SELECT id, 'sync', 'queued', :reason, :now FROM connector WHERE state = 'active' ORDER BY id
                        ON CONFLICT DO NOTHING RETURNING connector_id""")
                .bind("reason", "everything, by " + actor.name())
                .bind("now", clock.instant())
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .all()
                .collectList()
                .delayUntil(all -> audit.record(
                        actor, "run.start-all", "connectors", Map.of("queued", Integer.toString(all.size()))))
                .as(transaction::transactional)
                .flatMapIterable(all -> all);
    }

    /** A queued run is over at once; a running one is told to stop. */
    public Mono<Cancelled> cancel(Actor actor, long run) {
        return connectorOf(run)
                .flatMap(connector -> lock(connector).thenReturn(connector))
                .flatMap(connector -> markCancelled(run)
                        .delayUntil(under ->
                                under.state() == RunState.CANCELLED ? planAfterCancel(connector) : Mono.<Void>empty())
                        .delayUntil(under -> audit.record(
                                actor,
                                "run.cancel",
                                "run:" + run,
                                Map.of("connector", Long.toString(under.connector()))))
                        .map(under -> under.state() == RunState.CANCELLED ? Cancelled.AT_ONCE : Cancelled.REQUESTED)
                        .defaultIfEmpty(Cancelled.ENDED_BEFORE))
                .defaultIfEmpty(Cancelled.NO_RUN)
                .as(transaction::transactional);
    }

    private Mono<Long> connectorOf(long run) {
        return db.sql("SELECT connector_id FROM sync_run WHERE id = :run")
                .bind("run", run)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
    }

    private Mono<Under> markCancelled(long run) {
        return db.sql("""
                        UPDATE sync_run SET cancel_requested = true,
                            ended_at = CASE WHEN state = 'queued' THEN :now::timestamptz END,
                            state = CASE WHEN state = 'queued' THEN 'cancelled' ELSE state END
                        WHERE id = :run AND state IN ('queued', 'running') RETURNING connector_id, state""")
                .bind("now", clock.instant())
                .bind("run", run)
                .map(row -> new Under(
                        Objects.requireNonNull(row.get("connector_id", Long.class)),
                        RunState.parse(Objects.requireNonNull(row.get("state", String.class)))))
                .one();
    }

    /** What was due is cancelled with it; the schedule goes on as after a run that ended now. */
    private Mono<Void> planAfterCancel(long connector) {
        return connectors.find(connector).flatMap(this::planAfterCancel);
    }

    private Mono<Void> planAfterCancel(StoredConnector connector) {
        var now = clock.instant();
        @Nullable Instant next = connector.schedule().next(now).orElse(null);
        var spec = db.sql("""
                        UPDATE connector SET waiting_for = NULL, rerun_requested = false, updated_at = :now,
                            next_run_at = CASE WHEN next_run_at <= :now THEN :next ELSE next_run_at END
                        WHERE id = :connector AND state = 'active'""").bind("now", now).bind("connector", connector.id());
        return (next == null ? spec.bindNull("next", Instant.class) : spec.bind("next", next)).then();
    }
}
