package dev.tributary.engine.sync;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A process stands still long enough to lose its lease, and wakes up: at a question to its source, or at any statement,
 * be it between transactions or in the middle of one. From then on it writes nothing (R3).
 */
final class StandStill {

    /** Not before the source has given its last page: what is missing, moved or repeated is found out then. */
    private static final int AT_THE_END = 10_000;

    /** How a lease is lost. */
    private enum Loss {
        /** Its time is up, and nobody has taken it yet. */
        EXPIRED,
        /** Another process began a run, which has written nothing yet. */
        TAKEN,
        /** Another process carried out a run. */
        USED
    }

    private final HistoryWorld world;
    private final History history;
    private final SplittableRandom random;

    StandStill(HistoryWorld world, History history, SplittableRandom random) {
        this.world = world;
        this.history = history;
        this.random = random;
    }

    /** Lives through one. */
    void live() throws Exception {
        if (random.nextInt(4) == 0) {
            atQuestion();
        } else {
            atStatement();
        }
        world.expireLease();
        world.forgetWhatWasSeen();
        history.require(world.brokenRows());
    }

    private void atQuestion() throws Exception {
        var kind = world.queue(history.someKind());
        var stalled = new CompletableFuture<Void>();
        var wake = new CountDownLatch(1);
        var call = 1 + random.nextInt(6);
        var happenings = new HashMap<Integer, Runnable>();
        for (var later = call; later < call + 60; later++) {
            happenings.put(later, () -> {
                stalled.complete(null);
                awaitQuietly(wake);
            });
        }
        history.tell("%s run stands still at call %d".formatted(kind.wire(), call));
        var sleeper = world.process(Gate.open(), world.watch(happenings));
        var running = sleeper.begin(world.connector);
        world.await(CompletableFuture.anyOf(stalled, sleeper.ended()));
        var slept = !sleeper.ended().isDone();
        world.expireLease();
        try {
            if (slept) {
                history.mutate(random.nextInt(3), random.split());
                var asleep = carryOutAnother();
                sleepOn(sleeper, wake::countDown, Loss.USED, asleep);
            }
        } finally {
            wake.countDown();
        }
        sleeper.end(running, world);
    }

    /** Often there is something to remove, too: the statements that do it are few, and come last. */
    private void atStatement() throws Exception {
        if (random.nextBoolean()) {
            history.mutate(1 + random.nextInt(6), random.split());
        }
        var kind = world.queue(random.nextBoolean() ? RunKind.FULL : history.someKind());
        var faults = random.nextInt(3) == 0 ? FaultProfile.of(random) : FaultProfile.NONE;
        history.inject(faults);
        var gate = Gate.standingStillAt(statement());
        var more = 1 + random.nextInt(25);
        var sleeper = world.process(gate, world.watchUntilEnd(() -> gate.standStillIn(more)));
        var running = sleeper.begin(world.connector);
        try {
            var loss = lossOfLease(gate, sleeper);
            history.tell("%s run with %s stands still at statement %d, its lease: %s"
                    .formatted(kind.wire(), faults, gate.passed(), loss));
            world.source.faults().clear();
            if (loss.isPresent()) {
                history.mutate(random.nextInt(3), random.split());
                var asleep = loss.orElseThrow() == Loss.USED
                        ? carryOutAnother()
                        : world.snapshot().runs().begun();
                sleepOn(sleeper, gate::wakeUp, loss.orElseThrow(), asleep);
            }
        } finally {
            gate.wakeUp();
        }
        sleeper.end(running, world);
    }

    /** Half of them at the end; where a listing was left half-way, some where another kind of run throws it away. */
    private int statement() {
        if (random.nextBoolean()) {
            return AT_THE_END;
        }
        var isLeft = world.stored().listing().isPresent();
        return isLeft && random.nextBoolean() ? 3 + random.nextInt(2) : 3 + random.nextInt(61);
    }

    /** Takes the lease as soon as the process, statement by statement, has no transaction open that proved it. */
    private Optional<Loss> lossOfLease(Gate gate, HistoryProcess sleeper) throws Exception {
        while (true) {
            world.await(CompletableFuture.anyOf(gate.standsStill(), sleeper.ended()));
            if (sleeper.ended().isDone()) {
                return Optional.empty();
            }
            var loss = random.nextBoolean() ? Loss.EXPIRED : Loss.values()[random.nextInt(3)];
            if (loss == Loss.EXPIRED && world.expireUnlockedLease()) {
                return Optional.of(loss);
            }
            if (loss == Loss.USED && world.isQuiet() && world.expireUnlockedLease()) {
                return Optional.of(loss);
            }
            if (loss != Loss.EXPIRED && world.takeUnlockedLease()) {
                return Optional.of(Loss.TAKEN);
            }
            gate.takeOneStep();
        }
    }

    /** Another process carries out a run; returns that of the sleeper. */
    private long carryOutAnother() throws Exception {
        var asleep = world.snapshot().runs().begun();
        history.carryOut(world.queue(history.someKind()), Gate.open(), Map.of(), new AtomicReference<>());
        return asleep;
    }

    private void sleepOn(HistoryProcess sleeper, Runnable wake, Loss loss, long asleep) throws Exception {
        var before = traces(loss);
        wake.run();
        var ran = world.await(sleeper.ended());
        history.tell("  the sleeper wakes up and ends: "
                + ran.map(one -> one.state().wire()).orElse("nothing"));
        var changed = before.changedUntil(traces(loss));
        if (!changed.isEmpty()) {
            history.require(List.of("a run that had lost its lease (%s) changed %s".formatted(loss, changed)));
        }
        var state = world.snapshot().runs().states().get(asleep);
        if (loss != Loss.EXPIRED && !"superseded".equals(state)) {
            history.require(List.of("a run that had lost its lease was not superseded, but " + state));
        }
    }

    private Traces traces(Loss loss) {
        return loss == Loss.EXPIRED ? world.tracesOfDocuments() : world.traces();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
