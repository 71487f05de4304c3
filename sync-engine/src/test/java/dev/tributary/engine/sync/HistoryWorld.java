package dev.tributary.engine.sync;

import dev.tributary.connector.testkit.TestSession;
import dev.tributary.connector.testkit.emulator.EmulatorSettings;
import dev.tributary.connector.testkit.emulator.InProcessSource;
import dev.tributary.engine.storage.TestDatabase;
import io.r2dbc.spi.ConnectionFactory;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A source, a connector that reads it, and the database, for the length of one history. */
final class HistoryWorld {

    final TestClock clock = new TestClock();
    final JdbcClient db;
    final InProcessSource source;
    final long connector;
    final String type;
    private final ConnectionFactory connections;
    private final int pageSize;
    private final long firstDocument;
    private boolean answeredTooMuch;
    private final AtomicInteger restricted = new AtomicInteger();

    /** @param size how many documents the source has at first */
    HistoryWorld(TestDatabase database, ConnectionFactory connections, String type, int size, int pageSize) {
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
        return Snapshot.of(db, connector);
    }

    List<String> brokenRows() {
        return StoredRules.broken(db, connector, firstDocument);
    }

    Watch watch(Map<Integer, Runnable> happenings) {
        return new Watch(source, happenings);
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
        db.sql("""
                        INSERT INTO sync_run (connector_id, kind, state, reason, requested_at)
                        SELECT ?, ?, 'queued', 'history', ?
                        WHERE NOT EXISTS (SELECT FROM sync_run WHERE connector_id = ? AND state = 'queued')
                        ON CONFLICT DO NOTHING""")
                .params(connector, kind.wire(), Timestamp.from(clock.instant()), connector)
                .update();
        var waiting = db.sql("SELECT kind FROM sync_run WHERE connector_id = ? AND state IN ('queued', 'running')")
                .param(connector)
                .query(String.class)
                .single();
        return RunKind.parse(waiting).orElseThrow();
    }

    /** As time would, once the process that held it is dead. Waits for what it had committed to. */
    void expireLease() {
        execute("UPDATE connector SET lease_until = clock_timestamp() - interval '1 second' WHERE id = " + connector
                + " AND lease_until IS NOT NULL");
    }

    int execute(String sql) {
        return db.sql(sql).update();
    }

    /** Makes a shelf of the source unreadable, but never too many of them. */
    String restrict(int shelf) {
        if (restricted.incrementAndGet() > 3) {
            return "restrict nothing more";
        }
        source.corpus().restrict("shelf-" + shelf);
        return "restrict shelf-" + shelf;
    }

    String open() {
        for (var shelf = 0; shelf < 10; shelf++) {
            source.corpus().open("shelf-" + shelf);
        }
        restricted.set(0);
        return "open all shelves";
    }
}
