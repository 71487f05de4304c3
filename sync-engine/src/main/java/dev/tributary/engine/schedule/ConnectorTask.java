package dev.tributary.engine.schedule;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.tributary.engine.knowledge.ConnectorDeletion;
import dev.tributary.engine.knowledge.TagReapplication;
import dev.tributary.engine.sync.RunMeters;
import dev.tributary.engine.sync.SyncRuns;
import dev.tributary.engine.sync.SyncRuns.StopReason;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * One execution per connector: when it is due, the connector runs once, and is due again at the time its row then says.
 * A process that dies leaves its executions to the others.
 */
final class ConnectorTask {

    static final TaskDescriptor<Void> DESCRIPTOR = TaskDescriptor.of("connector");

    private static final Logger LOG = LoggerFactory.getLogger(ConnectorTask.class);

    /** What an execution does. */
    record Work(SyncRuns runs, ConnectorDeletion deletion, TagReapplication tags, RunMeters meters) {}

    private final Work work;
    private final DatabaseClient db;
    private final Clock clock;
    private final String owner;

    ConnectorTask(Work work, DatabaseClient db, Clock clock, String owner) {
        this.work = work;
        this.db = db;
        this.clock = clock;
        this.owner = owner;
    }

    static TaskInstanceId instance(long connector) {
        return TaskInstanceId.of(DESCRIPTOR.getTaskName(), Long.toString(connector));
    }

    /** The task; {@code stop} emits when this process ends. */
    CustomTask<Void> task(Mono<StopReason> stop) {
        return Tasks.custom(DESCRIPTOR)
                .onDeadExecutionRevive()
                .execute((instance, _) -> completion(next(Long.parseLong(instance.getId()), stop)));
    }

    private static CompletionHandler<Void> completion(Optional<Instant> next) {
        return (complete, operations) ->
                next.ifPresentOrElse(time -> operations.reschedule(complete, time), operations::remove);
    }

    /** Waits for the run on the scheduler's thread: the one place where reactive work is waited for. */
    private Optional<Instant> next(long connector, Mono<StopReason> stop) {
        var done = work.deletion()
                .carryOut(connector)
                .then(work.tags().carryOut(connector))
                .then(isDue(connector))
                .filter(due -> due)
                .flatMap(_ -> work.runs().runNext(connector, owner, stop))
                .flatMap(work.meters()::ended)
                .then(nextTime(connector))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .toFuture();
        try {
            return done.get();
        } catch (InterruptedException e) {
            done.cancel(true);
            Thread.currentThread().interrupt();
            return Optional.of(clock.instant());
        } catch (ExecutionException | CancellationException e) {
            LOG.error("Connector {} could not run; it is tried again in a minute", connector, e);
            return Optional.of(clock.instant().plusSeconds(60));
        }
    }

    /** Whether a run is to start: the task may have been called for something else, or its run was cancelled. */
    private Mono<Boolean> isDue(long connector) {
        return db.sql("""
                        SELECT rerun_requested OR coalesce(next_run_at <= :now, false) OR EXISTS (
                          SELECT FROM sync_run r WHERE r.connector_id = c.id AND r.state IN ('queued', 'running'))
                        FROM connector c WHERE id = :connector AND state IN ('active', 'draft')""")
                .bind("connector", connector)
                .bind("now", clock.instant())
                .map(row -> Boolean.TRUE.equals(row.get(0, Boolean.class)))
                .one();
    }

    /** When the row says the connector is due; when a lease of another process ends, if it has one. */
    private Mono<Instant> nextTime(long connector) {
        return db.sql("""
                        SELECT CASE
                            WHEN lease_until > clock_timestamp() THEN lease_until
                            WHEN EXISTS (SELECT 1 FROM sync_run r WHERE r.connector_id = c.id AND r.state = 'queued')
                              THEN coalesce(least(next_run_at, :now), :now)
                            ELSE next_run_at END
                        FROM connector c WHERE id = :connector AND state IN ('active', 'draft')""")
                .bind("connector", connector)
                .bind("now", clock.instant())
                .map(row -> Optional.ofNullable(row.get(0, Instant.class)))
                .one()
                .flatMap(Mono::justOrEmpty);
    }
}
