package dev.tributary.engine.doctor;

import dev.tributary.engine.storage.StorageSettings;
import io.r2dbc.spi.Readable;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whether work is taken up: somebody looks at the agenda, the queue moves, and the work of the dead is taken over. */
@Component
@Order(6)
final class ScheduleCheck implements Check.OfStore {
    private static final Duration LATE = Duration.ofMinutes(15);

    private final DatabaseClient db;
    private final Clock clock;
    private final boolean nobodyRuns;

    /** A command that could open the embedded database knows that no engine runs on it. */
    ScheduleCheck(DatabaseClient db, Clock clock, StorageSettings storage, Environment environment) {
        this.db = db;
        this.clock = clock;
        this.nobodyRuns = storage.embedded() && environment.acceptsProfiles(Profiles.of("inspection"));
    }

    @Override
    public String subject() {
        return "Schedule";
    }

    @Override
    public Flux<Finding> findings(URI callback) {
        return nobodyRuns
                ? Flux.just(new Finding.Fine(subject(), "Tributary does not run on this data directory at the moment."))
                : Flux.concat(agenda(), leases(), queue());
    }

    /** The sweep is done every five seconds by one of the processes. */
    private Mono<Finding> agenda() {
        return db.sql("""
                        SELECT greatest(execution_time, last_success, last_heartbeat) AS seen,
                            greatest(execution_time, last_success, last_heartbeat)
                              < clock_timestamp() - interval '1 minute' AS silent
                        FROM scheduled_tasks WHERE task_name = 'sweep'""")
                .map(row -> Boolean.TRUE.equals(row.get("silent", Boolean.class))
                        ? nobody("since " + time(row, "seen"))
                        : new Finding.Fine(subject(), "A process looks at the agenda every few seconds."))
                .one()
                .defaultIfEmpty(nobody("so far"));
    }

    private Finding nobody(String when) {
        return new Finding.Todo(
                subject(),
                "No process has looked at the agenda %s.".formatted(when),
                "Start Tributary, or start it again.");
    }

    private Flux<Finding> leases() {
        return db.sql("""
                        SELECT c.id, c.name, c.lease_owner, c.lease_until FROM connector c
                        JOIN sync_run r ON r.connector_id = c.id AND r.state = 'running'
                        WHERE c.lease_until < clock_timestamp() - interval '1 minute' ORDER BY c.id LIMIT 100""")
                .map(row -> (Finding) new Finding.Todo(
                        subject(),
                        "The process that ran \"%s\" (%d) died; its lease ended at %s, and no other took over within a minute."
                                .formatted(
                                        Objects.requireNonNull(row.get("name", String.class)),
                                        number(row, "id"),
                                        time(row, "lease_until")),
                        "See that a process of Tributary runs; it goes on with the run by itself."))
                .all();
    }

    private Mono<Finding> queue() {
        return db.sql("""
                        SELECT count(*) AS late, min(c.next_run_at) AS since,
                            (SELECT count(*) FROM sync_run WHERE state = 'running') AS running
                        FROM connector c WHERE c.state = 'active' AND c.next_run_at < :late
                          AND NOT EXISTS (SELECT FROM sync_run r WHERE r.connector_id = c.id AND r.state = 'running')""")
                .bind("late", clock.instant().minus(LATE))
                .map(
                        row -> number(row, "late") == 0
                                ? (Finding) new Finding.Fine(
                                        subject(), "No connector waits for its turn for more than 15 minutes.")
                                : new Finding.Todo(
                                        subject(),
                                        late(number(row, "late"), time(row, "since"), number(row, "running")),
                                        "If runs are under way, raise TRIBUTARY_SCHEDULE_PARALLEL_RUNS or start another process; if none are, start Tributary again."))
                .one();
    }

    static String late(long due, String since, long running) {
        return Quantity.choose(due, "1 connector is due since ", "%d connectors are due, the first since ")
                + since
                + Quantity.choose(running, ", while 1 run is under way.", ", while %d runs are under way.");
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class), column);
    }

    private static String time(Readable row, String column) {
        return Optional.ofNullable(row.get(column, Instant.class))
                .map(Instant::toString)
                .orElse("a time unknown");
    }
}
