package dev.tributary.engine.sync;

import dev.tributary.connector.SourceSession;
import dev.tributary.engine.connector.ConnectorCalls;
import dev.tributary.engine.connector.ConnectorRegistry;
import dev.tributary.engine.connector.ServerFolders;
import dev.tributary.engine.content.Chunker;
import dev.tributary.engine.content.ContentSettings;
import dev.tributary.engine.content.Extraction;
import dev.tributary.engine.knowledge.StoredConnector;
import dev.tributary.engine.knowledge.StoredConnectors;
import dev.tributary.engine.storage.TestDatabase;
import dev.tributary.engine.sync.SyncRuns.Ran;
import dev.tributary.engine.sync.SyncRuns.StopReason;
import io.r2dbc.postgresql.codec.Json;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The engine's runs on a real database, against whatever source a test brings, without the application around them. */
final class SyncRig {

    static final String OWNER = "test";

    /** As they are unless told otherwise. */
    static final SyncSettings SETTINGS = settings(Duration.ofMillis(500));

    final TestClock clock = new TestClock();
    final DatabaseClient db;
    final SyncParts parts;
    private final JsonMapper json = JsonMapper.shared();
    private final SyncRuns runs;

    static SyncSettings settings(Duration gathering) {
        return new SyncSettings(
                Duration.ofMinutes(30),
                Duration.ofSeconds(60),
                Duration.ofSeconds(15),
                Duration.ofSeconds(300),
                Duration.ofHours(24),
                16,
                gathering);
    }

    SyncRig(TestDatabase database, Function<StoredConnector, SourceSession> sessions) {
        this.db = database.client();
        this.parts = parts(database.transactions(), clock);
        this.runs = runs(sessions);
    }

    /** On the clock of the machine, for measurements. */
    SyncRig(DatabaseClient db, TransactionalOperator transactions, Function<StoredConnector, SourceSession> sessions) {
        this.db = db;
        this.parts = parts(transactions, Clock.systemUTC());
        this.runs = runs(sessions);
    }

    private SyncParts parts(TransactionalOperator transactions, Clock time) {
        return new SyncParts(
                db,
                transactions,
                json,
                time,
                new ConnectorCalls(ServerFolders.all()),
                new Extraction(ContentSettings.STANDARD),
                new Chunker(ContentSettings.STANDARD),
                SETTINGS);
    }

    private SyncRuns runs(Function<StoredConnector, SourceSession> sessions) {
        return new SyncRuns(
                parts,
                new StoredConnectors(db, json),
                ConnectorRegistry.load(SyncRig.class.getClassLoader()),
                (connector, _) -> Mono.fromCallable(() -> sessions.apply(connector)));
    }

    /** Stores a connector of that type in a knowledge base of its own, and returns its id. */
    long connector(String type, Map<String, List<String>> config) {
        var kb = one("INSERT INTO knowledge_base (name) VALUES (gen_random_uuid()::text) RETURNING id");
        return Objects.requireNonNull(wait(db.sql("""
                        INSERT INTO connector (knowledge_base_id, type, name, config, schedule, tag_slots)
                        VALUES (:kb, :type, 'test', :config, '{"manual": true}', '{}') RETURNING id""")
                .bind("kb", kb)
                .bind("type", type)
                .bind("config", Json.of(json.writeValueAsString(config)))
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()));
    }

    /** Queues a run of that kind and carries it out. */
    RunCounts run(long connector, RunKind kind) {
        queue(connector, kind);
        return runQueued(connector);
    }

    RunCounts runQueued(long connector) {
        return counts(Objects.requireNonNull(
                wait(runs.runNext(connector, OWNER, Mono.never())), "the connector was not free to run"));
    }

    Mono<Ran> running(long connector, Mono<StopReason> stop) {
        return runs.runNext(connector, OWNER, stop);
    }

    void queue(long connector, RunKind kind) {
        wait(db.sql("""
                        INSERT INTO sync_run (connector_id, kind, state, reason, requested_at)
                        VALUES (:connector, :kind, 'queued', 'test', :now)""")
                .bind("connector", connector)
                .bind("kind", kind.wire())
                .bind("now", parts.clock().instant())
                .then());
    }

    RunCounts counts(Ran ran) {
        return Objects.requireNonNull(wait(db.sql("SELECT row_to_json(r) AS run FROM sync_run r WHERE id = :id")
                .bind("id", ran.run())
                .map(row -> new RunCounts(json.readTree(
                        Objects.requireNonNull(row.get("run", Json.class)).asString())))
                .one()));
    }

    long one(String sql) {
        return Objects.requireNonNull(wait(db.sql(sql)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()));
    }

    void execute(String sql) {
        wait(db.sql(sql).then());
    }

    static <T> @Nullable T wait(Mono<T> mono) {
        return mono.block(Duration.ofMinutes(30));
    }
}
