package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.knowledge.StoredConnectors;
import dev.tributary.engine.storage.TestDatabase;
import dev.tributary.engine.sync.SyncRuns.Ran;
import dev.tributary.engine.sync.SyncRuns.StopReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

final class RunStatesIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final Script script = new Script();
    private final SyncRig rig = new SyncRig(DATABASE, _ -> script);
    private final long connector = rig.connector("script", Map.of());

    private Optional<Ran> ran(CompletableFuture<Ran> run) throws Exception {
        return Optional.ofNullable(run.get(30, TimeUnit.SECONDS));
    }

    private long documents() {
        return rig.one("SELECT count(*) FROM document WHERE connector_id = " + connector);
    }

    private void expireLease() {
        rig.execute("UPDATE connector SET lease_until = clock_timestamp() - interval '1 s' WHERE id = " + connector);
    }

    /** Lists a page and then hangs until it is interrupted. */
    private CountDownLatch hangOnTheSecondPage(CountDownLatch interrupted) {
        var hanging = new CountDownLatch(1);
        script.pages(List.of(Script.text("a", "1")), List.of(Script.text("b", "1")));
        script.beforePage(1, () -> hang(hanging, interrupted));
        return hanging;
    }

    private void hang(CountDownLatch hanging, CountDownLatch interrupted) throws InterruptedException {
        hanging.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
        }
    }

    @Test
    @DisplayName("R3: of two runs that begin at once, one runs")
    void runsOnce() throws Exception {
        script.pages(List.of(Script.text("a", "1")));
        var together = Flux.range(0, 4)
                .flatMap(_ -> rig.running(connector, Mono.never()))
                .collectList()
                .toFuture();
        assertThat(together.get(30, TimeUnit.SECONDS).stream().map(Ran::state))
                .isNotEmpty()
                .containsOnly(RunState.COMPLETED);
        assertThat(rig.one("SELECT count(*) FROM sync_run WHERE added > 0 AND connector_id = " + connector))
                .isEqualTo(1);
        assertThat(documents()).isEqualTo(1);
    }

    @Test
    @DisplayName("R3: a run that lost its lease to another writes nothing more, and ends superseded")
    void endsSuperseded() throws Exception {
        script.pages(List.of(Script.text("a", "1")), List.of(Script.text("b", "1")));
        var other = new CountDownLatch(1);
        var there = new CountDownLatch(1);
        script.beforePage(1, () -> {
            there.countDown();
            other.await();
        });
        var first = rig.running(connector, Mono.never()).toFuture();
        assertThat(there.await(30, TimeUnit.SECONDS)).isTrue();
        script.undisturbed();
        awaitPages(1);
        expireLease();
        assertThat(rig.runQueued(connector).summary()).isEqualTo("completed listed=1 added=1");
        other.countDown();
        assertThat(ran(first).orElseThrow().state()).isEqualTo(RunState.SUPERSEDED);
        assertThat(documents()).isEqualTo(2);
        assertThat(rig.one("SELECT count(*) FROM sync_run WHERE state = 'superseded' AND connector_id = " + connector))
                .isEqualTo(1);
        assertThat(rig.one("SELECT count(*) FROM connector WHERE lease_token IS NULL AND id = " + connector))
                .isEqualTo(1);
        Invariants.hold(rig.db);
    }

    /** Polls the database until that many pages of the run under way are stored. */
    private void awaitPages(int pages) {
        SyncRig.wait(Mono.fromSupplier(() -> rig.one(
                        "SELECT coalesce(sum(pages), 0)::bigint FROM sync_run WHERE connector_id = " + connector))
                .subscribeOn(Schedulers.boundedElastic())
                .repeat()
                .filter(stored -> stored >= pages)
                .next());
    }

    @Test
    @DisplayName("R3: a run whose lease ran out writes nothing more even if nobody took it, and goes on at once")
    void goesOnAfterAnExpiredLease() {
        script.pages(List.of(Script.text("a", "1")), List.of(Script.text("b", "1")), List.of(Script.text("c", "1")));
        script.beforePage(1, () -> {
            awaitPages(1);
            expireLease();
        });
        rig.execute("UPDATE connector SET failures = 4 WHERE id = " + connector);
        assertThat(rig.run(connector, RunKind.FULL).summary()).isEqualTo("superseded listed=1 added=1");
        assertThat(rig.one(
                        "SELECT failures::bigint FROM connector WHERE next_run_at IS NOT NULL AND id = " + connector))
                .isEqualTo(4);
        script.undisturbed();
        assertThat(rig.runQueued(connector).summary()).isEqualTo("completed listed=2 added=2");
        Invariants.hold(rig.db);
    }

    @Test
    @DisplayName("R3: a renewal waits for no transaction of the run, a take-over waits for all of them")
    void renewsBesideATransaction() throws Exception {
        var runs = new RunStore(rig.parts, new StoredConnectors(rig.db, rig.parts.json()));
        var run = Objects.requireNonNull(SyncRig.wait(runs.begin(connector, "one", Instant.now())))
                .scope();
        var proved = new CountDownLatch(1);
        var written = Sinks.<Boolean>one();
        var writing = new RunLedger(rig.db)
                .prove(run)
                .then(Mono.fromRunnable(proved::countDown))
                .then(written.asMono())
                .as(rig.parts.transaction()::transactional)
                .toFuture();
        try {
            assertThat(proved.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(runs.renew(run).timeout(Duration.ofSeconds(20)).block()).isTrue();
            expireLease();
            var other = runs.begin(connector, "other", Instant.now()).toFuture();
            awaitLockedBackends(1);
            assertThat(other).isNotDone();
            written.tryEmitValue(true);
            assertThat(other.get(30, TimeUnit.SECONDS).scope().lease()).isNotEqualTo(run.lease());
        } finally {
            written.tryEmitValue(true);
            assertThat(writing.get(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void awaitLockedBackends(int backends) {
        SyncRig.wait(
                Mono.fromSupplier(() -> rig.one("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                + " AND datname = current_database()"))
                        .subscribeOn(Schedulers.boundedElastic())
                        .repeat()
                        .filter(waiting -> waiting >= backends)
                        .next());
    }

    @Test
    @DisplayName("R6: a cancel interrupts a hanging listing within 2 s and keeps what was stored")
    void cancelsAHangingListing() throws Exception {
        var interrupted = new CountDownLatch(1);
        var hanging = hangOnTheSecondPage(interrupted);
        var stop = Sinks.<StopReason>one();
        var run = rig.running(connector, stop.asMono()).toFuture();
        assertThat(hanging.await(30, TimeUnit.SECONDS)).isTrue();
        awaitPages(1);
        stop.tryEmitValue(StopReason.CANCELLED);
        assertThat(interrupted.await(2, TimeUnit.SECONDS)).isTrue();
        assertThat(ran(run).orElseThrow().state()).isEqualTo(RunState.CANCELLED);
        assertThat(documents()).isEqualTo(1);
        script.undisturbed();
        assertThat(rig.run(connector, RunKind.SYNC).summary()).isEqualTo("completed listed=1 added=1");
        Invariants.hold(rig.db);
    }

    @Test
    @DisplayName("R6: a cancel through another process interrupts a hanging download within 2 s")
    void cancelsAHangingDownload() throws Exception {
        var interrupted = new CountDownLatch(1);
        var hanging = new CountDownLatch(1);
        script.pages(List.of(script.deferred(Script.text("a", "1"))));
        script.beforeDocument("a", () -> hang(hanging, interrupted));
        var run = rig.running(connector, Mono.never()).toFuture();
        assertThat(hanging.await(30, TimeUnit.SECONDS)).isTrue();
        awaitPages(1);
        rig.execute(
                "UPDATE sync_run SET cancel_requested = true WHERE state = 'running' AND connector_id = " + connector);
        assertThat(interrupted.await(2, TimeUnit.SECONDS)).isTrue();
        assertThat(ran(run).orElseThrow().state()).isEqualTo(RunState.CANCELLED);
        script.undisturbed();
        assertThat(rig.run(connector, RunKind.SYNC).state()).isEqualTo("completed");
        assertThat(documents()).isEqualTo(1);
        Invariants.hold(rig.db);
    }

    @Test
    @DisplayName("R6: a paused connector does not run, and a run that was under way does not undo the pause")
    void staysPaused() {
        script.pages(List.of(Script.text("a", "1")));
        script.beforePage(0, () -> rig.execute("UPDATE connector SET state = 'paused' WHERE id = " + connector));
        assertThat(rig.run(connector, RunKind.SYNC).state()).isEqualTo("completed");
        assertThat(rig.one("SELECT count(*) FROM connector WHERE state = 'paused' AND next_run_at IS NULL AND id = "
                        + connector))
                .isEqualTo(1);
        rig.queue(connector, RunKind.FULL);
        assertThat(SyncRig.wait(rig.running(connector, Mono.never()))).isNull();
        rig.execute("UPDATE connector SET state = 'active' WHERE id = " + connector);
        script.undisturbed();
        assertThat(rig.runQueued(connector).summary()).isEqualTo("completed listed=1 unchanged=1");
    }

    @Test
    @DisplayName("R2: a run that the process could not end is superseded by the next, which does the same kind of work")
    void supersedesWhatDied() {
        script.pages(List.of(Script.text("a", "1")));
        rig.execute("""
                INSERT INTO sync_run (connector_id, kind, state, reason, requested_at, started_at)
                VALUES (%d, 'reread', 'running', 'test', now(), now())""".formatted(connector));
        var run = rig.runQueued(connector);
        assertThat(run.summary()).isEqualTo("completed listed=1 added=1");
        assertThat(run.row().path("kind").asString()).isEqualTo("reread");
        assertThat(rig.one("SELECT count(*) FROM sync_run WHERE state = 'superseded' AND ended_at IS NOT NULL "
                        + "AND connector_id = " + connector))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("R6: a run that is cancelled while its slice ends does not go on")
    void doesNotGoOnOnceCancelled() {
        script.pages(List.of(Script.text("a", "1")), List.of(Script.text("b", "1")), List.of(Script.text("c", "1")));
        script.beforePage(1, () -> {
            rig.execute("UPDATE sync_run SET cancel_requested = true WHERE state = 'running' AND connector_id = "
                    + connector);
            rig.clock.pass(Duration.ofMinutes(31));
        });
        assertThat(rig.run(connector, RunKind.FULL).state()).isEqualTo("cancelled");
        assertThat(underWay()).isZero();
    }

    @Test
    @DisplayName("R6: a run that was cancelled before its process died is cancelled, and none goes on in its place")
    void endsWhatWasCancelledBeforeItDied() {
        rig.execute("""
                INSERT INTO sync_run (connector_id, kind, state, reason, requested_at, started_at, cancel_requested)
                VALUES (%d, 'reread', 'running', 'test', now(), now(), true)""".formatted(connector));
        rig.execute("UPDATE connector SET rerun_requested = true WHERE id = " + connector);
        assertThat(SyncRig.wait(rig.running(connector, Mono.never()))).isNull();
        assertThat(rig.one("SELECT count(*) FROM sync_run WHERE state = 'cancelled' AND ended_at IS NOT NULL"
                        + " AND connector_id = " + connector))
                .isEqualTo(1);
        assertThat(underWay()).isZero();
        assertThat(rig.one("SELECT count(*) FROM connector WHERE lease_token IS NULL AND rerun_requested"
                        + " AND next_run_at IS NOT NULL AND id = " + connector))
                .isEqualTo(1);
        script.pages(List.of(Script.text("a", "1")));
        assertThat(rig.run(connector, RunKind.SYNC).summary()).isEqualTo("completed listed=1 added=1");
    }

    private long underWay() {
        return rig.one(
                "SELECT count(*) FROM sync_run WHERE state IN ('queued', 'running') AND connector_id = " + connector);
    }

    @Test
    @DisplayName("R2: a connector whose type is not there fails the run with a hint, and waits for a person")
    void missesAType() {
        rig.execute("UPDATE connector SET type = 'gone' WHERE id = " + connector);
        var run = rig.run(connector, RunKind.SYNC);
        assertThat(run.state()).isEqualTo("failed");
        assertThat(run.errorKind()).isEqualTo("unknownType");
    }
}
