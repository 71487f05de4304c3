package dev.tributary.engine.sync;

import dev.tributary.connector.SourceSession;
import dev.tributary.engine.connector.ConnectorCalls;
import dev.tributary.engine.connector.ConnectorRegistry;
import dev.tributary.engine.connector.ServerFolders;
import dev.tributary.engine.content.Chunker;
import dev.tributary.engine.content.ContentSettings;
import dev.tributary.engine.content.Extraction;
import dev.tributary.engine.knowledge.StoredConnectors;
import dev.tributary.engine.storage.Transactions;
import dev.tributary.engine.sync.SyncRuns.Ran;
import dev.tributary.engine.sync.SyncRuns.StopReason;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.json.JsonMapper;

/** A process of the engine that carries out one run, and may die at any statement or question. */
final class HistoryProcess {

    /** Nothing waits for more to come together, so that all stages work at the same time. */
    private static final SyncSettings SETTINGS = SyncRig.settings(Duration.ZERO);

    private static final ConnectorRegistry REGISTRY = ConnectorRegistry.load(HistoryProcess.class.getClassLoader());
    private static final ConnectorCalls CALLS = new ConnectorCalls(ServerFolders.all());
    private static final Extraction EXTRACTION = new Extraction(ContentSettings.STANDARD);
    private static final Chunker CHUNKER = new Chunker(ContentSettings.STANDARD);

    private final Gate gate;
    private final Watch watch;
    private final SyncRuns runs;
    private final Sinks.One<StopReason> stop = Sinks.one();
    private final CompletableFuture<Optional<Ran>> ended = new CompletableFuture<>();

    HistoryProcess(ConnectionFactory database, Clock clock, Gate gate, Watch watch, SourceSession session) {
        this.gate = gate;
        this.watch = watch;
        var db = DatabaseClient.builder()
                .connectionFactory(database)
                .executeFunction(gate)
                .build();
        var parts = new SyncParts(
                db, new Transactions(database), JsonMapper.shared(), clock, CALLS, EXTRACTION, CHUNKER, SETTINGS);
        this.runs = new SyncRuns(
                parts, new StoredConnectors(db, JsonMapper.shared()), REGISTRY, (_, _) -> Mono.just(session));
    }

    /** Begins the queued run; empty in the end if the process died or the connector was not free. */
    Disposable begin(long connector) {
        var running = runs.runNext(connector, "history", stop.asMono())
                .subscribe(
                        ran -> ended.complete(Optional.of(ran)),
                        ended::completeExceptionally,
                        () -> ended.complete(Optional.empty()));
        var _ = gate.death().thenRun(watch::die);
        return running;
    }

    /** Waits until the run ended or the process died, and buries it then. */
    Optional<Ran> end(Disposable running, HistoryWorld world) throws Exception {
        try {
            return world.await(ended);
        } catch (ExecutionException failure) {
            if (gate.death().isDone()) {
                return Optional.empty();
            }
            throw failure;
        } finally {
            running.dispose();
        }
    }

    CompletableFuture<Optional<Ran>> ended() {
        return ended;
    }

    void stop(StopReason reason) {
        stop.tryEmitValue(reason);
    }
}
