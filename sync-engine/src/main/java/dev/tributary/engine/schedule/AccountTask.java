package dev.tributary.engine.schedule;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.tributary.engine.account.AccountUpkeep;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after connected accounts, in one process at a time. */
final class AccountTask {

    private static final Logger LOG = LoggerFactory.getLogger(AccountTask.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final AccountUpkeep upkeep;
    private final Clock clock;

    AccountTask(AccountUpkeep upkeep, Clock clock) {
        this.upkeep = upkeep;
        this.clock = clock;
    }

    RecurringTask<Void> task() {
        return Tasks.recurring("accounts", FixedDelay.of(EVERY))
                .execute((_, context) -> round(new Agenda(context.getSchedulerClient(), clock)));
    }

    private void round(Agenda agenda) {
        var done = upkeep.round().toFuture();
        try {
            done.get().forEach(connector -> agenda.at(connector, clock.instant()));
        } catch (InterruptedException e) {
            done.cancel(true);
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.error("Connected accounts could not be looked after; it is tried again in {}", EVERY, e);
        }
    }
}
