package dev.tributary.engine.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.tributary.engine.WhenRunning;
import dev.tributary.engine.account.AccountUpkeep;
import dev.tributary.engine.knowledge.ConnectorDeletion;
import dev.tributary.engine.knowledge.TagReapplication;
import dev.tributary.engine.storage.StorageSettings;
import dev.tributary.engine.sync.RunMeters;
import dev.tributary.engine.sync.SyncRuns;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The scheduler of this process. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ScheduleSettings.class)
@EnableScheduling
@WhenRunning
class ScheduleConfiguration {

    private static final Duration SWEEP = Duration.ofSeconds(5);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(15);

    @Bean
    Stopping stopping() {
        return new Stopping();
    }

    @Bean
    Scheduler scheduler(DataSource source, Tasked tasks, Stopping stopping, ScheduleSettings settings, Clock clock) {
        var sweep = Tasks.recurring("sweep", FixedDelay.of(SWEEP))
                .execute((_, context) -> new Sweep(JdbcClient.create(source), clock)
                        .plan(new Agenda(context.getSchedulerClient(), clock)));
        return Scheduler.create(source, tasks.connectors().task(stopping.reason()))
                .startTasks(sweep, tasks.accounts().task())
                .schedulerName(new SchedulerName.Fixed(processName()))
                .threads(settings.parallelRuns() + 2)
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .pollingInterval(settings.polling())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(LONGEST_STOP)
                .build();
    }

    /** What the scheduler does besides sweeping. */
    record Tasked(ConnectorTask connectors, AccountTask accounts) {}

    @Bean
    Tasked tasked(ConnectorTask connectors, AccountUpkeep accounts, Clock clock) {
        return new Tasked(connectors, new AccountTask(accounts, clock));
    }

    @Bean
    ConnectorTask.Work connectorWork(
            SyncRuns runs, ConnectorDeletion deletion, TagReapplication tags, RunMeters meters) {
        return new ConnectorTask.Work(runs, deletion, tags, meters);
    }

    @Bean
    ConnectorTask connectorTask(ConnectorTask.Work work, DatabaseClient db, Clock clock) {
        return new ConnectorTask(work, db, clock, processName());
    }

    @Bean
    Agenda agenda(Scheduler scheduler, Clock clock) {
        return new Agenda(scheduler, clock);
    }

    @Bean
    ScheduleLifecycle scheduleLifecycle(
            Scheduler scheduler, Stopping stopping, DataSource source, StorageSettings storage) {
        return new ScheduleLifecycle(scheduler, stopping, JdbcClient.create(source), storage);
    }

    private static String processName() {
        return PROCESS;
    }

    private static final String PROCESS = ManagementFactory.getRuntimeMXBean().getName() + "-"
            + UUID.randomUUID().toString().substring(0, 8);
}
