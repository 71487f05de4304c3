package dev.tributary.engine.knowledge;

import io.r2dbc.postgresql.codec.Json;
import java.time.Clock;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks for runs that a change of a connector brings about. */
@Component
final class ChangeRuns {

    private final DatabaseClient db;
    private final Clock clock;

    ChangeRuns(DatabaseClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Queues a run; empty if one is under way. */
    Mono<Long> queue(long connector, String kind, String reason, Json settings) {
        return db.sql("""
                        INSERT INTO sync_run (connector_id, kind, state, reason, requested_at, settings)
                        VALUES (:connector, :kind, 'queued', :reason, :now, :settings)
                        ON CONFLICT DO NOTHING RETURNING id""")
                .bind("connector", connector)
                .bind("kind", kind)
                .bind("reason", reason)
                .bind("now", clock.instant())
                .bind("settings", settings)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
    }

    /** Queues a run, or lets one follow at once on the one that is under way and began before the change. */
    Mono<Void> queueOrFollow(long connector, String reason) {
        return queue(connector, "sync", reason, Json.of("{}"))
                .hasElement()
                .flatMap(queued -> queued ? Mono.<Void>empty() : follow(connector));
    }

    private Mono<Void> follow(long connector) {
        return db.sql("UPDATE connector SET rerun_requested = true WHERE id = :connector")
                .bind("connector", connector)
                .then();
    }
}
