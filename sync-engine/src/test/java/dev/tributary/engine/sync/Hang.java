package dev.tributary.engine.sync;

import io.r2dbc.pool.ConnectionPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Something that was waited for in vain, with all that tells what it hangs on. */
final class Hang extends Exception {

    private static final long PATIENCE = 20;

    private static final String SESSIONS = """
            SELECT format('session %s is %s for %s, waits for %s %s, is blocked by %s: %s', pid, state,
              clock_timestamp() - state_change, wait_event_type, wait_event, pg_blocking_pids(pid), query)
            FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() ORDER BY state_change""";

    private static final String LOCKS = """
            SELECT format('session %s wants %s on %s %s', pid, mode, locktype, relation::regclass)
            FROM pg_locks WHERE NOT granted""";

    private Hang(List<String> lines) {
        super(String.join("\n  ", lines), null, false, false);
    }

    /** Waits, and tells what it hung on if it was in vain. */
    static <T> T awaited(CompletableFuture<T> result, JdbcClient db, ConnectionPool pool)
            throws Hang, ExecutionException, InterruptedException {
        try {
            return result.get(PATIENCE, TimeUnit.SECONDS);
        } catch (TimeoutException inVain) {
            var lines = new ArrayList<String>();
            lines.add("waited in vain for " + PATIENCE + " seconds");
            pool.getMetrics()
                    .ifPresent(connections -> lines.add("connections lent %d, idle %d, waited for %d"
                            .formatted(
                                    connections.acquiredSize(),
                                    connections.idleSize(),
                                    connections.pendingAcquireSize())));
            lines.addAll(db.sql(SESSIONS).query(String.class).list());
            lines.addAll(db.sql(LOCKS).query(String.class).list());
            lines.add(threads());
            throw new Hang(lines);
        }
    }

    /** Of virtual threads, too. */
    private static String threads() {
        try {
            var directory = Files.createTempDirectory("tributary-hang-");
            var file = directory.resolve("threads.txt");
            ManagementFactory.getPlatformMXBean(com.sun.management.HotSpotDiagnosticMXBean.class)
                    .dumpThreads(
                            file.toString(), com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
            var dump = Files.readString(file);
            Files.delete(file);
            Files.delete(directory);
            return dump;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
