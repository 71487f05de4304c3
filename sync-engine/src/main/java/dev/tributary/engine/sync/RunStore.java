package dev.tributary.engine.sync;

import dev.tributary.engine.account.Waits;
import dev.tributary.engine.knowledge.StoredConnector;
import dev.tributary.engine.knowledge.StoredConnectors;
import io.r2dbc.postgresql.codec.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** The life of runs: queued, begun under a lease, ended. Run row and connector row change in one transaction (R2). */
final class RunStore {

    /** A run that may write, and what it is to do. */
    record Begun(RunScope scope, StoredConnector connector, RunKind kind, Json settings) {}

    private record Next(long run, RunKind kind, Json settings) {}

    /** What a run left to do. */
    private record Rest(String kind, Json settings) {
        static final Rest NOTHING = new Rest(RunKind.SYNC.wire(), Json.of("{}"));
    }

    private static final String[] SYNCS = Arrays.stream(RunKind.values())
            .filter(RunKind::isSync)
            .map(RunKind::wire)
            .toArray(String[]::new);

    private final DatabaseClient db;
    private final TransactionalOperator transaction;
    private final StoredConnectors connectors;
    private final SyncSettings settings;

    RunStore(SyncParts parts, StoredConnectors connectors) {
        this.db = parts.db();
        this.transaction = parts.transaction();
        this.connectors = connectors;
        this.settings = parts.settings();
    }

    /** Takes the lease and begins the queued run, or a scheduled one; empty if the connector is not free to run. */
    Mono<Begun> begin(long connector, String owner, Instant now) {
        return awaitWriters(connector)
                .flatMap(cancelled -> cancelled
                        ? endCancelled(connector, now).then(Mono.<Begun>empty())
                        : beginFree(connector, owner, now));
    }

    private Mono<Begun> beginFree(long connector, String owner, Instant now) {
        var lease = UUID.randomUUID();
        return takeLease(connector, owner, lease)
                .flatMap(taken -> queued(connector, owner, lease, now)
                        .switchIfEmpty(Mono.defer(() -> scheduled(connector, owner, lease, now)))
                        .map(next -> new Begun(
                                new RunScope(next.run(), connector, taken.knowledgeBase(), lease, taken.slots()),
                                configured(taken, next),
                                next.kind(),
                                next.settings())))
                .as(transaction::transactional);
    }

    /** A preview may be of other settings than the stored ones (D6). */
    private StoredConnector configured(StoredConnector stored, Next next) {
        return next.kind() == RunKind.PREVIEW ? connectors.configured(stored, next.settings()) : stored;
    }

    /**
     * Whoever proved a lease before it ran out may still be writing; nobody can prove it from then on. Empty if it has not
     * run out, else whether a person cancelled the run that had it.
     */
    private Mono<Boolean> awaitWriters(long connector) {
        return db.sql("""
                        SELECT EXISTS (
                          SELECT FROM sync_run r
                          WHERE r.connector_id = c.id AND r.state = 'running' AND r.cancel_requested)
                        FROM connector c WHERE id = :connector
                          AND (lease_until IS NULL OR lease_until <= clock_timestamp()) FOR UPDATE""")
                .bind("connector", connector)
                .map(row -> Boolean.TRUE.equals(row.get(0, Boolean.class)))
                .one();
    }

    /** A run that was cancelled before its process died is over, and the next one begins when it would have anyway. */
    private Mono<Void> endCancelled(long connector, Instant now) {
        return connectors.find(connector).flatMap(stored -> endCancelled(stored, now));
    }

    private Mono<Void> endCancelled(StoredConnector connector, Instant now) {
        var spec = db.sql("""
                        WITH dead AS (
                          UPDATE sync_run SET state = 'cancelled', ended_at = :now
                          WHERE connector_id = :connector AND state = 'running' AND cancel_requested
                          RETURNING kind = ANY(:syncs) AS syncs)
                        UPDATE connector SET lease_token = NULL, lease_owner = NULL, lease_until = NULL,
                            waiting_for = CASE WHEN syncs THEN NULL ELSE waiting_for END,
                            next_run_at = CASE WHEN state <> 'active' THEN NULL WHEN rerun_requested THEN :now
                                WHEN syncs THEN :next ELSE next_run_at END,
                            updated_at = :now
                        FROM dead WHERE id = :connector""")
                .bind("connector", connector.id())
                .bind("syncs", SYNCS)
                .bind("now", now);
        return nullable(spec, "next", connector.schedule().next(now), Instant.class)
                .then();
    }

    private Mono<StoredConnector> takeLease(long connector, String owner, UUID lease) {
        return db.sql("""
                        UPDATE connector SET lease_token = :lease, lease_owner = :owner,
                            rerun_requested = rerun_requested AND EXISTS (
                              SELECT FROM sync_run r WHERE r.connector_id = connector.id AND r.state = 'queued'
                                AND r.kind IN ('preview', 'applyRemovals')),
                            lease_until = clock_timestamp() + make_interval(secs => :seconds)
                        WHERE id = :connector AND (state = 'active' OR state = 'draft' AND EXISTS (
                            SELECT FROM sync_run r
                            WHERE r.connector_id = connector.id AND r.state IN ('queued', 'running')))
                          AND (lease_until IS NULL OR lease_until <= clock_timestamp())
                        RETURNING\s""" + StoredConnectors.COLUMNS)
                .bind("lease", lease)
                .bind("owner", owner)
                .bind("seconds", seconds(settings.lease()))
                .bind("connector", connector)
                .map(connectors::connector)
                .one();
    }

    /** A run that is still there although its lease is free died: what it began goes on with the next. */
    private Mono<Rest> supersede(long connector, Instant now) {
        return rest(db.sql("""
                        UPDATE sync_run SET state = 'superseded', ended_at = :now, error = :error
                        WHERE connector_id = :connector AND state = 'running' RETURNING kind, settings""").bind("connector", connector).bind("now", now).bind("error", Json.of("""
                        {"kind": "interrupted", "message": "The process that ran it ended", \
                        "hint": "The next run goes on where this one stopped."}""")));
    }

    /** A run that the source bade wait is deferred, not over (F1). */
    private Mono<Rest> deferred(long connector) {
        return rest(db.sql("""
                        SELECT kind, settings FROM (
                          SELECT * FROM sync_run WHERE connector_id = :connector AND kind = ANY(:syncs)
                          ORDER BY id DESC LIMIT 1) last
                        WHERE state = 'partial' AND error->>'kind' = 'rateLimited'""").bind("connector", connector).bind("syncs", SYNCS));
    }

    private static Mono<Rest> rest(DatabaseClient.GenericExecuteSpec query) {
        return query.map(row -> new Rest(
                        Objects.requireNonNull(row.get("kind", String.class)),
                        Objects.requireNonNull(row.get("settings", Json.class))))
                .one();
    }

    /** Begins the run that somebody asked for. There is none while another is under way, dead or not. */
    private Mono<Next> queued(long connector, String owner, UUID lease, Instant now) {
        return next(db.sql("""
                        WITH next AS (
                          UPDATE sync_run SET state = 'running', started_at = :now, lease_owner = :owner,
                              lease_token = :lease
                          WHERE connector_id = :connector AND state = 'queued' RETURNING id, kind, settings),
                        waits_no_more AS (
                          UPDATE connector SET waiting_for = NULL
                          WHERE id = :connector AND EXISTS (SELECT FROM next WHERE kind = ANY(:syncs)))
                        SELECT id, kind, settings FROM next""")
                .bind("connector", connector)
                .bind("now", now)
                .bind("owner", owner)
                .bind("lease", lease)
                .bind("syncs", SYNCS));
    }

    /** Begins the kind of run that died or waited for its source, else a sync. */
    private Mono<Next> scheduled(long connector, String owner, UUID lease, Instant now) {
        return supersede(connector, now)
                .switchIfEmpty(Mono.defer(() -> deferred(connector)))
                .defaultIfEmpty(Rest.NOTHING)
                .flatMap(rest -> queue(connector, rest, "schedule", now))
                .then(queued(connector, owner, lease, now));
    }

    private static Mono<Next> next(DatabaseClient.GenericExecuteSpec query) {
        return query.map(row -> new Next(
                        Objects.requireNonNull(row.get("id", Long.class)),
                        RunKind.parse(Objects.requireNonNull(row.get("kind", String.class)))
                                .orElseThrow(),
                        Objects.requireNonNull(row.get("settings", Json.class))))
                .one();
    }

    /** Prolongs the lease; false if another run has it. */
    Mono<Boolean> renew(RunScope scope) {
        return db.sql("""
                        UPDATE connector SET lease_until = clock_timestamp() + make_interval(secs => :seconds)
                        WHERE id = :connector AND lease_token = :lease AND lease_until > clock_timestamp()""")
                .bind("seconds", seconds(settings.lease()))
                .bind("connector", scope.connector())
                .bind("lease", scope.lease())
                .fetch()
                .rowsUpdated()
                .map(updated -> updated == 1);
    }

    Mono<Boolean> cancelRequested(RunScope scope) {
        return db.sql("SELECT cancel_requested FROM sync_run WHERE id = :run")
                .bind("run", scope.run())
                .map(row -> Boolean.TRUE.equals(row.get(0, Boolean.class)))
                .one()
                .defaultIfEmpty(false);
    }

    /** Ends the run and frees the connector. If the lease is another's by now, only the run's own row changes. */
    Mono<RunClosing.Closed> end(Begun run, RunClosing closing) {
        return lockConnector(run)
                .then(cancelRequested(run.scope()))
                .map(requested -> requested && closing.goesOn() ? cancelled(run, closing.now()) : closing)
                .flatMap(decided -> freeConnector(run, decided).map(mine -> mine ? decided : decided.superseded()))
                .delayUntil(closed -> closed.goesOn() ? queueRest(run, closed) : Mono.<Void>empty())
                .map(RunClosing::closed)
                .as(transaction::transactional);
    }

    private static RunClosing cancelled(Begun run, Instant now) {
        var connector = run.connector();
        return RunClosing.of(new RunEnd.Cancelled(), connector.schedule(), connector.failures(), now);
    }

    /** So that all it wrote is there, and what is said of its account below is what is so once the connector is free. */
    private Mono<Void> lockConnector(Begun run) {
        return db.sql("SELECT FROM connector WHERE id = :connector FOR UPDATE")
                .bind("connector", run.scope().connector())
                .then();
    }

    /**
     * A connector whose account has to be connected again waits for that, and starts by itself then. A run that another one
     * has superseded has ended already.
     */
    private Mono<Boolean> freeConnector(Begun run, RunClosing closing) {
        var spec = db.sql("""
                        WITH account AS (
                          SELECT k.state = 'reconnectNeeded' AS stopped, %s AS reason FROM credential k
                          WHERE k.id = (SELECT credential_id FROM connector WHERE id = :connector)),
                        waits AS (SELECT reason FROM account WHERE stopped AND :syncs),
                        mine AS (
                          UPDATE connector SET lease_token = NULL, lease_owner = NULL, lease_until = NULL,
                              awaits_credential = state = 'active' AND EXISTS (SELECT FROM waits),
                              state = CASE WHEN :disable AND state = 'active' THEN 'disabled' ELSE state END,
                              failures = CASE WHEN :syncs THEN :failures ELSE failures END,
                              last_error = CASE WHEN :syncs THEN :error ELSE last_error END,
                              waiting_for = CASE WHEN EXISTS (SELECT FROM waits) THEN (SELECT reason FROM waits)
                                  WHEN :syncs THEN :waiting ELSE waiting_for END,
                              next_run_at = CASE
                                  WHEN state <> 'active' OR :disable OR EXISTS (SELECT FROM waits) THEN NULL
                                  WHEN rerun_requested THEN :now WHEN :syncs THEN :next ELSE next_run_at END,
                              updated_at = :now
                          WHERE id = :connector AND lease_token = :lease RETURNING id),
                        ended AS (
                          UPDATE sync_run SET ended_at = :now,
                              state = CASE WHEN EXISTS (SELECT FROM mine) THEN :state ELSE 'superseded' END,
                              error = CASE WHEN EXISTS (SELECT FROM mine) THEN coalesce(:error, error) ELSE error END,
                              remark = CASE WHEN EXISTS (SELECT FROM mine) THEN coalesce(:remark, remark) END
                          WHERE id = :run AND state = 'running')
                        SELECT EXISTS (SELECT FROM mine)""".formatted(Waits.IN_WORDS))
                .bind("disable", closing.disables() && run.kind().isSync())
                .bind("syncs", run.kind().isSync())
                .bind("failures", closing.failures())
                .bind("now", closing.now())
                .bind("state", closing.state().wire())
                .bind("run", run.scope().run())
                .bind("connector", run.scope().connector())
                .bind("lease", run.scope().lease());
        spec = nullable(spec, "error", closing.errorJson().map(Json::of), Json.class);
        spec = nullable(spec, "waiting", closing.waitingFor(), String.class);
        spec = nullable(spec, "next", closing.nextRunAt(), Instant.class);
        spec = nullable(spec, "remark", closing.remark(), String.class);
        return spec.map(row -> Boolean.TRUE.equals(row.get(0, Boolean.class))).one();
    }

    private Mono<Void> queueRest(Begun run, RunClosing closing) {
        var rest = new Rest(run.kind().wire(), run.settings());
        return queue(
                run.scope().connector(),
                rest,
                "goes on after run " + run.scope().run(),
                closing.now());
    }

    private Mono<Void> queue(long connector, Rest rest, String reason, Instant now) {
        return db.sql("""
                        INSERT INTO sync_run (connector_id, kind, state, reason, requested_at, settings)
                        VALUES (:connector, :kind, 'queued', :reason, :now, :settings) ON CONFLICT DO NOTHING""")
                .bind("connector", connector)
                .bind("kind", rest.kind())
                .bind("reason", reason)
                .bind("now", now)
                .bind("settings", rest.settings())
                .then();
    }

    private static <T> DatabaseClient.GenericExecuteSpec nullable(
            DatabaseClient.GenericExecuteSpec spec, String name, Optional<T> value, Class<T> type) {
        @Nullable T bound = value.orElse(null);
        return bound == null ? spec.bindNull(name, type) : spec.bind(name, bound);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
