package dev.tributary.engine.sync;

import dev.tributary.engine.connector.Budgets;
import dev.tributary.engine.connector.Budgets.Wait;
import dev.tributary.engine.knowledge.SourceSessions;
import dev.tributary.engine.knowledge.StoredConnector;
import dev.tributary.engine.knowledge.StoredConnectors;
import java.time.Clock;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs as they are and were, with what those under way wait for (R7). Thread-safe. */
@Component
public final class Runs {

    private static final int MANY = 500;

    private final DatabaseClient db;
    private final RunRows rows;
    private final Clock clock;
    private final Budgets budgets;
    private final StoredConnectors connectors;
    private final SourceSessions sessions;

    Runs(SyncParts.Database database, Budgets budgets, StoredConnectors connectors, SourceSessions sessions) {
        this.db = database.db();
        this.rows = new RunRows(database.json());
        this.clock = database.clock();
        this.budgets = budgets;
        this.connectors = connectors;
        this.sessions = sessions;
    }

    public Mono<Run> find(long id) {
        return read("WHERE r.id = :id").bind("id", id).map(rows::run).one().flatMap(this::withWait);
    }

    /** Runs of a connector with an id below {@code before}, newest first, at most {@code count}. */
    public Flux<Run> before(long connector, long before, int count) {
        return read("WHERE r.connector_id = :connector AND r.id < :before ORDER BY r.id DESC LIMIT :count")
                .bind("connector", connector)
                .bind("before", before)
                .bind("count", count)
                .map(rows::run)
                .all()
                .concatMap(this::withWait);
    }

    /** The runs under way, those among {@code watched}, and those younger than {@code youngest}; the oldest first. Not those of drafts. */
    Flux<Run> current(Collection<Long> watched, long youngest) {
        return read("""
                        WHERE (r.state IN ('queued', 'running') OR r.id = ANY(:watched) OR r.id > :youngest)
                          AND c.state <> 'draft'
                        ORDER BY r.id LIMIT :many""")
                .bind("watched", watched.toArray(Long[]::new))
                .bind("youngest", youngest)
                .bind("many", MANY)
                .map(rows::run)
                .all()
                .concatMap(this::withWait);
    }

    /** The id of the youngest run; 0 if there was none yet. */
    Mono<Long> youngest() {
        return db.sql("SELECT coalesce(max(id), 0) FROM sync_run")
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
    }

    private DatabaseClient.GenericExecuteSpec read(String conditions) {
        return db.sql(RunRows.SELECT + conditions).bind("now", clock.instant());
    }

    /** A run that is under way may stand still because a source of this process wants to be left alone. */
    private Mono<Run> withWait(Run run) {
        if (run.state() != RunState.RUNNING || budgets.waiting().isEmpty()) {
            return Mono.just(run);
        }
        return connectors
                .find(run.connector().id())
                .map(connector -> wait(connector)
                        .map(wait ->
                                run.waitingFor("%s wants no requests until %s".formatted(wait.host(), wait.until())))
                        .orElse(run))
                .defaultIfEmpty(run);
    }

    private Optional<Wait> wait(StoredConnector connector) {
        return sessions.budgetKey(connector)
                .flatMap(key -> budgets.waiting().stream()
                        .filter(wait -> wait.credentialKey().equals(key))
                        .filter(wait -> !connector.secrets().isEmpty()
                                || connector.credential().isPresent()
                                || names(connector, wait.host()))
                        .findFirst());
    }

    /** Without a credential only the address tells whose wait it is. */
    private static boolean names(StoredConnector connector, String host) {
        return connector.config().values().stream().flatMap(Collection::stream).anyMatch(value -> value.contains(host));
    }
}
