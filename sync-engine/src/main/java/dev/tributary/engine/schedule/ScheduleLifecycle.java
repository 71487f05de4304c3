package dev.tributary.engine.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.tributary.engine.storage.StorageSettings;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Starts the scheduler last and stops it first, so that runs end in an orderly way and go on at the next start. */
final class ScheduleLifecycle implements SmartLifecycle {

    private final Scheduler scheduler;
    private final Stopping stopping;
    private final JdbcClient db;
    private final StorageSettings storage;
    private volatile boolean running;

    ScheduleLifecycle(Scheduler scheduler, Stopping stopping, JdbcClient db, StorageSettings storage) {
        this.scheduler = scheduler;
        this.stopping = stopping;
        this.db = db;
        this.storage = storage;
    }

    @Override
    public void start() {
        if (storage.embedded()) {
            releaseWhatTheLastProcessHeld();
        }
        scheduler.start();
        running = true;
    }

    /** The data directory is locked by this process: whoever held a lease on the embedded database is dead. */
    private void releaseWhatTheLastProcessHeld() {
        db.sql("UPDATE connector SET lease_until = clock_timestamp() WHERE lease_until > clock_timestamp()")
                .update();
        db.sql("UPDATE scheduled_tasks SET picked = false, picked_by = NULL, last_heartbeat = NULL WHERE picked")
                .update();
    }

    @Override
    public void stop() {
        stopping.now();
        scheduler.stop();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }
}
