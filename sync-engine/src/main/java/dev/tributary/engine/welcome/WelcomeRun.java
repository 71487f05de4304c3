package dev.tributary.engine.welcome;

import java.time.Duration;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Follows the first run of a connector. */
@Component
final class WelcomeRun {

    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final int LOOKS = 300;

    private final DatabaseClient db;

    WelcomeRun(DatabaseClient db) {
        this.db = db;
    }

    /** The number of searchable documents once a run has ended; empty if none did within a minute. */
    Mono<Long> searchable(long connector) {
        return Mono.defer(() -> ended(connector))
                .repeatWhenEmpty(LOOKS, looks -> looks.delayElements(INTERVAL))
                .onErrorComplete(IllegalStateException.class);
    }

    private Mono<Long> ended(long connector) {
        return db.sql("""
                        SELECT (SELECT count(*) FROM document d
                                WHERE d.connector_id = r.connector_id AND d.indexed_version IS NOT NULL)
                        FROM sync_run r
                        WHERE r.connector_id = :connector AND r.state NOT IN ('queued', 'running') LIMIT 1""")
                .bind("connector", connector)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
    }
}
