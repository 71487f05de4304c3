package dev.tributary.engine.sync;

import dev.tributary.engine.sync.Run.Counts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The figures that an operator watches. Runs count when they end, in the process that ran them; the queue and the held
 * removals are those of all processes, read from the database whenever the meters are.
 */
@Component
public final class RunMeters {

    private static final String RUNS = "tributary.runs";
    private static final String DOCUMENTS = "tributary.documents";

    private final MeterRegistry meters;
    private final Runs runs;

    RunMeters(MeterRegistry meters, Runs runs, DataSource source) {
        this.meters = meters;
        this.runs = runs;
        var jdbc = JdbcClient.create(source);
        gauge(jdbc, "tributary.queue", "Runs that wait for their turn", "SELECT count(*) FROM sync_run WHERE state = 'queued'");
        gauge(jdbc, "tributary.running", "Runs under way", "SELECT count(*) FROM sync_run WHERE state = 'running'");
        gauge(
                jdbc,
                "tributary.held.removals",
                "Documents whose removal waits for a person",
                "SELECT count(*) FROM held_removal");
    }

    private void gauge(JdbcClient jdbc, String name, String description, String sql) {
        Gauge.builder(name, jdbc, client -> client.sql(sql).query(Long.class).single())
                .description(description)
                .strongReference(true)
                .register(meters);
    }

    /** Counts a run that ended. */
    public Mono<Void> ended(SyncRuns.Ran ran) {
        return runs.find(ran.run()).doOnNext(this::count).then();
    }

    private void count(Run run) {
        Counter.builder(RUNS)
                .description("Runs by the state they ended in")
                .tag("kind", run.kind().wire())
                .tag("state", run.state().wire())
                .register(meters)
                .increment();
        count(run.counts());
    }

    private void count(Counts counts) {
        documents("listed", counts.listed());
        documents("fetched", counts.fetched());
        documents("indexed", counts.indexed());
        documents("failed", counts.failed());
    }

    private void documents(String what, long items) {
        Counter.builder(DOCUMENTS)
                .description("Documents by what was done with them")
                .tag("step", what)
                .register(meters)
                .increment(items);
    }
}
