package dev.tributary.engine.schedule;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forgets old drafts, and finds connectors that have something to do and are not on the agenda for it, whatever was lost on the way there. */
final class Sweep {

    /** So long a draft is kept that nobody touches. */
    private static final Duration DRAFTS = Duration.ofHours(24);

    private final JdbcClient db;
    private final Clock clock;

    Sweep(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    void plan(Agenda agenda) {
        var now = clock.instant();
        db.sql("DELETE FROM connector WHERE state = 'draft' AND updated_at < :before")
                .param("before", Timestamp.from(now.minus(DRAFTS)))
                .update();
        db.sql("""
                        SELECT c.id FROM connector c
                        LEFT JOIN scheduled_tasks t ON t.task_name = 'connector' AND t.task_instance = c.id::text
                        WHERE (c.state = 'deleting' OR c.retag OR c.state IN ('active', 'draft') AND (c.next_run_at <= :now
                            OR EXISTS (SELECT 1 FROM sync_run r WHERE r.connector_id = c.id AND r.state = 'queued')))
                          AND (t.task_name IS NULL OR NOT t.picked AND t.execution_time > :now)""")
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .list()
                .forEach(connector -> agenda.at(connector, now));
    }
}
