package dev.tributary.engine.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import java.time.Clock;
import java.time.Instant;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Puts connectors on the agenda. What their rows say is what counts: a lost call here is made up for by the sweep. */
public final class Agenda {

    private final SchedulerClient scheduler;
    private final Clock clock;

    Agenda(SchedulerClient scheduler, Clock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** The connector has something to do now. */
    public Mono<Void> now(long connector) {
        return Mono.<Void>fromRunnable(() -> at(connector, clock.instant())).subscribeOn(Schedulers.boundedElastic());
    }

    void at(long connector, Instant time) {
        var instance = ConnectorTask.instance(connector);
        try {
            if (!scheduler.scheduleIfNotExists(SchedulableInstance.of(
                    ConnectorTask.DESCRIPTOR.instance(instance.getId()).build(), time))) {
                scheduler.reschedule(instance, time);
            }
        } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException changedMeanwhile) {
            // it runs now, or ended just now: when it is due next is read from the connector's row, and swept for
            return;
        }
        if (scheduler instanceof Scheduler local) {
            local.triggerCheckForDueExecutions();
        }
    }
}
