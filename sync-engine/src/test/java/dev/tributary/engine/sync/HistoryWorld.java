package dev.tributary.engine.sync;

import dev.tributary.connector.testkit.TestSession;
import dev.tributary.connector.testkit.emulator.CorpusDocument;
import dev.tributary.connector.testkit.emulator.EmulatorSettings;
import dev.tributary.connector.testkit.emulator.InProcessSource;
import dev.tributary.engine.storage.TestDatabase;
import io.r2dbc.pool.ConnectionPool;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A source, a connector that reads it, and the database, for the length of one history. */
final class HistoryWorld {

    final TestClock clock = new TestClock();
    final JdbcClient db;
    final InProcessSource source;
    final long connector;
    final String type;
    private final ConnectionPool connections;
    private final int pageSize;
    private final long firstDocument;
    private boolean answeredTooMuch;
    private Optional<Snapshot> seen = Optional.empty();
    private final AtomicInteger restricted = new AtomicInteger();

    /** @param size how many documents the source has at first */
    HistoryWorld(TestDatabase database, ConnectionPool connections, String type, int size, int pageSize) {
        this.connections = connections;
        this.type = type;
        this.pageSize = pageSize;
        this.db = JdbcClient.create(database.dataSource());
        this.source =
                new InProcessSource(EmulatorSettings.of(size).textSize(160).clock(clock));
        this.connector = db.sql("""
                        WITH kb AS (
                          INSERT INTO knowledge_base (name) VALUES (gen_random_uuid()::text) RETURNING id)
                        INSERT INTO connector (knowledge_base_id, type, name, config, schedule, tag_slots)
                        SELECT id, ?, 'history', '{}', '{"manual": true}', '{"author": "text_1", "size": "number_1"}'
                        FROM kb RETURNING id""").param(type).query(Long.class).single();
        this.firstDocument = db.sql("SELECT coalesce(max(id), 0) + 1 FROM document")
                .query(Long.class)
                .single();
    }

    /** What went wrong is remembered: a document that was too large is not read again until it changes. */
    void inject(FaultProfile faults) {
        answeredTooMuch |= faults.answersTooMuch();
        faults.inject(source.faults());
    }

    boolean answeredTooMuch() {
        return answeredTooMuch;
    }

    Snapshot snapshot() {
        seen = Optional.of(Snapshot.of(db, connector));
        return seen.orElseThrow();
    }

    /** As it was when somebody looked last: only runs and people change what is stored. */
    Snapshot stored() {
        return seen.orElseGet(this::snapshot);
    }

    List<String> brokenRows() {
        return StoredRules.broken(db, connector, firstDocument);
    }

    /** Waits for what a process does. */
    <T> T await(CompletableFuture<T> result) throws Hang, ExecutionException, InterruptedException {
        return Hang.awaited(result, db, connections);
    }

    Watch watch(Map<Integer, Runnable> happenings) {
        return new Watch(source, happenings);
    }

    Watch watchUntilEnd(Runnable atEnd) {
        return new Watch(source, Map.of(), atEnd);
    }

    HistoryProcess process(Gate gate, Watch watch) {
        return new HistoryProcess(
                connections,
                clock,
                gate,
                watch,
                TestSession.over(watch, source.config(pageSize)).with(clock));
    }

    /** Asks for a run, unless one is waiting already; tells which kind runs next. */
    RunKind queue(RunKind kind) {
        var waiting = db.sql("""
                        WITH asked AS (
                          INSERT INTO sync_run (connector_id, kind, state, reason, requested_at)
                          SELECT ?, ?, 'queued', 'history', ? WHERE NOT EXISTS (
                            SELECT FROM sync_run WHERE connector_id = ? AND state IN ('queued', 'running'))
                          RETURNING kind)
                        SELECT kind FROM asked UNION ALL
                        SELECT kind FROM sync_run WHERE connector_id = ? AND state IN ('queued', 'running')""")
                .params(connector, kind.wire(), Timestamp.from(clock.instant()), connector, connector)
                .query(String.class)
                .single();
        return RunKind.parse(waiting).orElseThrow();
    }

    /** As time would, once the process that held it is dead. Waits for what it had committed to. */
    void expireLease() {
        db.sql("""
                        WITH quiet AS (SELECT id FROM connector WHERE id = ? AND lease_until IS NOT NULL FOR UPDATE)
                        UPDATE connector c SET lease_until = clock_timestamp() - interval '1 second'
                        FROM quiet WHERE c.id = quiet.id""").param(connector).update();
    }

    /** The same, but only if no transaction has proved the lease and is still open. */
    boolean expireUnlockedLease() {
        return db.sql("""
                        WITH free AS (SELECT id FROM connector WHERE id = ? AND lease_token IS NOT NULL
                          FOR UPDATE SKIP LOCKED)
                        UPDATE connector c SET lease_until = clock_timestamp() - interval '1 second'
                        FROM free WHERE c.id = free.id""").param(connector).update() == 1;
    }

    /** What another process does first, after the lease has run out, if no transaction has proved it and is still open. */
    boolean takeUnlockedLease() {
        return db.sql("""
                        WITH free AS (SELECT id FROM connector WHERE id = ? AND lease_token IS NOT NULL
                          FOR UPDATE SKIP LOCKED),
                        run AS (
                          SELECT r.id, connector_id FROM sync_run r JOIN free ON free.id = r.connector_id
                          WHERE r.state = 'running' FOR UPDATE OF r SKIP LOCKED),
                        taken AS (
                          UPDATE connector c SET lease_token = gen_random_uuid(), lease_owner = 'another',
                            lease_until = clock_timestamp() + interval '60 seconds'
                          FROM run WHERE c.id = run.connector_id)
                        UPDATE sync_run r SET state = 'superseded', ended_at = now() FROM run WHERE r.id = run.id""").param(connector).update() == 1;
    }

    /** Whether no process is in the middle of a transaction. */
    boolean isQuiet() {
        return db.sql("""
                        SELECT count(*) = 0 FROM pg_stat_activity WHERE datname = current_database()
                          AND backend_type = 'client backend' AND state <> 'idle' AND pid <> pg_backend_pid()""").query(Boolean.class).single();
    }

    Traces tracesOfDocuments() {
        return Traces.ofDocuments(db, connector, firstDocument);
    }

    Traces traces() {
        return Traces.ofAll(db, connector, firstDocument);
    }

    void forgetWhatWasSeen() {
        seen = Optional.empty();
    }

    int execute(String sql, Object... parameters) {
        seen = Optional.empty();
        return db.sql(sql).params(parameters).update();
    }

    /** Makes a shelf of the source unreadable, but never too many of them. */
    String restrict(int shelf) {
        if (restricted.incrementAndGet() > 3) {
            return "restrict nothing more";
        }
        source.corpus().restrict("shelf-" + shelf);
        return "restrict shelf-" + shelf;
    }

    /** Takes so many documents away at once that a person has to agree, where there are that many. */
    String clearOut(RandomGenerator chance) {
        var ids = readable();
        if (ids.size() < 28) {
            return "clear out nothing";
        }
        var gone = ids.subList(0, ids.size() - chance.nextInt(3));
        gone.forEach(source.corpus()::delete);
        return "clear out %d documents".formatted(gone.size());
    }

    /** Documents that will have moved, where their content is stored. */
    String rename(int documents) {
        return "rename "
                + readable().stream()
                        .limit(documents)
                        .map(id -> id + " to " + source.corpus().rename(id))
                        .toList();
    }

    private List<String> readable() {
        return restricted.get() > 0
                ? List.of()
                : source.corpus().expected().map(CorpusDocument::id).toList();
    }

    String open() {
        for (var shelf = 0; shelf < 10; shelf++) {
            source.corpus().open("shelf-" + shelf);
        }
        restricted.set(0);
        return "open all shelves";
    }
}
