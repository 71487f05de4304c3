package dev.tributary.engine.sync;

import dev.tributary.connector.Connector;
import dev.tributary.connector.SourceSession;
import dev.tributary.engine.connector.ConnectorRegistry;
import dev.tributary.engine.knowledge.StoredConnector;
import dev.tributary.engine.knowledge.StoredConnectors;
import dev.tributary.engine.sync.RunStore.Begun;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Runs connectors, one run at a time each: begins under a lease, keeps it, and ends in exactly one state. */
public final class SyncRuns {

    /** Opens the session that a run lends its connector. */
    @FunctionalInterface
    public interface Sessions {
        Mono<? extends SourceSession> open(StoredConnector connector, long run);
    }

    /**
     * What came of it.
     *
     * @param nextRunAt when the connector wants to run again, if by itself
     */
    public record Ran(long run, RunState state, Optional<Instant> nextRunAt) {}

    private static final Logger LOG = LoggerFactory.getLogger(SyncRuns.class);

    private final SyncParts parts;
    private final RunStore runs;
    private final ListingStore listings;
    private final ConnectorRegistry registry;
    private final Sessions sessions;

    public SyncRuns(SyncParts parts, StoredConnectors connectors, ConnectorRegistry registry, Sessions sessions) {
        this.parts = parts;
        this.runs = new RunStore(parts, connectors);
        this.listings = new ListingStore(parts.db());
        this.registry = registry;
        this.sessions = sessions;
    }

    /**
     * Runs the connector once; empty if it is not free to run: paused, gone, or under another's lease.
     *
     * @param owner names this process
     * @param stop ends the run from outside: cancelled, or interrupted because the process stops
     */
    public Mono<Ran> runNext(long connector, String owner, Mono<StopReason> stop) {
        return runs.begin(connector, owner, parts.clock().instant())
                .flatMap(run -> guarded(run, stop).flatMap(outcome -> close(run, outcome)));
    }

    /** Why a run is ended from outside. */
    public enum StopReason {
        CANCELLED,
        INTERRUPTED
    }

    private Mono<SyncRun.Outcome> guarded(Begun run, Mono<StopReason> stop) {
        var asked = stop.map(SyncRuns::end);
        var lost = new LeaseWatch(parts, runs, run.scope()).ends();
        return Mono.firstWithSignal(execute(run), asked.mergeWith(lost).next().map(SyncRuns::without))
                .onErrorResume(failure -> {
                    var end = RunEnd.of(failure);
                    if (end instanceof RunEnd.Failed failed
                            && failed.error().kind().equals("internal")) {
                        LOG.error(
                                "Run {} of connector {} failed",
                                run.scope().run(),
                                run.scope().connector(),
                                failure);
                    }
                    return Mono.just(without(end));
                });
    }

    private RunClosing lost(Begun run) {
        var stored = run.connector();
        return RunClosing.of(
                new RunEnd.Superseded(),
                stored.schedule(),
                stored.failures(),
                parts.clock().instant());
    }

    private static SyncRun.Outcome without(RunEnd end) {
        return new SyncRun.Outcome(end, Optional.empty());
    }

    private static RunEnd end(StopReason reason) {
        return switch (reason) {
            case CANCELLED -> new RunEnd.Cancelled();
            case INTERRUPTED -> new RunEnd.Interrupted();
        };
    }

    private Mono<SyncRun.Outcome> execute(Begun run) {
        return Mono.<SyncRun.Outcome, SourceSession>usingWhen(
                Mono.defer(() -> sessions.open(run.connector(), run.scope().run())),
                session -> new SyncRun(parts, run, connector(run), session).execute(),
                session -> Mono.fromRunnable(() -> close(session)));
    }

    private Connector connector(Begun run) {
        var type = run.connector().type();
        return registry.find(type)
                .orElseThrow(() -> new RunEnd.Stopped(new RunEnd.Failed(
                        new RunError(
                                "unknownType",
                                "There is no connector of type '%s' here".formatted(type),
                                "Put it back into the plugins, or delete this connector."),
                        RunEnd.Remedy.RECONFIGURE)));
    }

    private static void close(SourceSession session) {
        if (session instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                LOG.warn("A session left temporary files behind", e);
            }
        }
    }

    private Mono<Ran> close(Begun run, SyncRun.Outcome outcome) {
        var failed = outcome.end() instanceof RunEnd.Done(long documents) && documents > 0;
        var listing = outcome.listing()
                .map(done -> listings.close(run.scope(), done, failed))
                .orElseGet(Mono::empty);
        var stored = run.connector();
        var closing = RunClosing.of(
                outcome.end(),
                stored.schedule(),
                stored.failures(),
                parts.clock().instant());
        return listing.then(runs.end(run, closing))
                .as(parts.transaction()::transactional)
                .onErrorResume(LeaseLost.class, _ -> runs.end(run, lost(run)))
                .map(closed -> new Ran(run.scope().run(), closed.state(), closed.nextRunAt()));
    }
}
