package dev.tributary.engine.sync;

import dev.tributary.engine.storage.BenchDatabase;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/** Watches from outside, on a connection of its own, when the content of all documents is stored. */
final class BenchWatch {

    private final BenchDatabase database;
    private final long connector;
    private final long count;
    private volatile double durable;

    BenchWatch(BenchDatabase database, long connector, long count) {
        this.database = database;
        this.connector = connector;
        this.count = count;
    }

    void during(Runnable work) {
        var start = System.nanoTime();
        var watching = CompletableFuture.runAsync(() -> watch(start));
        work.run();
        watching.join();
    }

    /** Seconds from the start until the last document was committed. */
    double durable() {
        return durable;
    }

    private void watch(long start) {
        try (var jdbc = database.jdbc();
                var statement = jdbc.prepareStatement("SELECT listed FROM sync_run WHERE connector_id = ?")) {
            statement.setLong(1, connector);
            while (durable == 0) {
                try (var row = statement.executeQuery()) {
                    if (row.next() && row.getLong(1) >= count) {
                        durable = (System.nanoTime() - start) / 1e9;
                    }
                }
                Thread.sleep(50);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
