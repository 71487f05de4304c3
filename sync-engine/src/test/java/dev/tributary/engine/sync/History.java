package dev.tributary.engine.sync;

import dev.tributary.engine.storage.TestDatabase;
import dev.tributary.engine.sync.SyncRuns.StopReason;
import io.r2dbc.pool.ConnectionPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A random history of one connector: its source changes and fails, processes die, people decide, time passes, and after
 * each step the rules hold. The same for the same seed but for the order of what a run does at the same time.
 */
final class History {

    /** A rule that did not hold, with the steps that led there. */
    static final class Broken extends Exception {
        Broken(String what) {
            super(what, null, false, false);
        }
    }

    private static final List<String> TYPES =
            List.of("emulator", "emulator_inline", "emulator_incremental", "emulator_feed");
    private static final int NEVER = Integer.MAX_VALUE;

    private final SplittableRandom random;
    private final HistoryWorld world;
    private final List<String> told = new ArrayList<>();
    private boolean isPlain = true;

    History(long seed, TestDatabase database, ConnectionPool connections) {
        this.random = new SplittableRandom(seed);
        var type = TYPES.get(random.nextInt(TYPES.size()));
        var size = random.nextInt(12) == 0 ? random.nextInt(12, 57) : random.nextInt(12);
        var pageSize = random.nextInt(2, 11);
        this.world = new HistoryWorld(database, connections, type, size, pageSize);
        tell("seed %d: %s of %d documents, %d a page".formatted(seed, type, size, pageSize));
    }

    /** Lives through it. */
    void live() throws Exception {
        var steps = random.nextInt(1, random.nextInt(3, 8));
        for (var step = 0; step < steps; step++) {
            world.clock.pass(Duration.ofMinutes(1));
            step();
        }
        new Convergence(world, this).check();
    }

    /** What happened, line by line. */
    synchronized String told() {
        return String.join("\n  ", told);
    }

    synchronized void tell(String what) {
        told.add(what);
    }

    /** Whether no listing was cut short, all shelves were open all the time, and nobody decided on documents. */
    boolean wasPlain() {
        return isPlain;
    }

    private void step() throws Exception {
        var dice = random.nextInt(100);
        if (dice < 25) {
            mutate(random.nextInt(1, 9), random.split());
        } else if (dice < 64) {
            run(NEVER);
        } else if (dice < 75) {
            run(1 + random.nextInt(random.nextInt(2) == 0 ? 12 : 70));
        } else if (dice < 90) {
            new StandStill(world, this, random.split()).live();
        } else if (dice < 95) {
            decide();
        } else {
            var time = Duration.ofHours(random.nextInt(1, 73));
            world.clock.pass(time);
            tell(time + " pass");
        }
    }

    void mutate(int times, SplittableRandom chance) {
        var done = new ArrayList<>(world.source.corpus().mutate(chance, times));
        var dice = chance.nextInt(20);
        if (dice == 0) {
            isPlain = false;
            done.add(world.restrict(chance.nextInt(10)));
        } else if (dice == 1) {
            done.add(world.open());
        } else if (dice == 2) {
            world.source.corpus().forgetChanges();
            done.add("forget changes");
        } else if (dice < 6) {
            done.add(world.clearOut(chance));
        } else if (dice < 10) {
            done.add(world.rename(chance.nextInt(1, 4)));
        }
        tell("mutate: " + String.join(", ", done));
    }

    private void decide() throws Exception {
        isPlain = false;
        var document = "(SELECT id FROM document WHERE connector_id = %1$d %2$s ORDER BY id OFFSET %3$d LIMIT %3$d)"
                .formatted(world.connector, "%s", random.nextInt(1, 5));
        var sql = switch (random.nextInt(5)) {
            case 0, 1 ->
                "UPDATE document SET excluded_at = now() WHERE id IN "
                        + document.formatted("AND excluded_at IS NULL AND tombstoned_at IS NULL");
            case 2 ->
                "UPDATE document SET excluded_at = NULL WHERE id IN "
                        + document.formatted("AND excluded_at IS NOT NULL");
            case 3 -> """
                WITH held AS (DELETE FROM held_removal WHERE connector_id = %1$d RETURNING document_id)
                UPDATE document d SET kept = true FROM held WHERE d.id = held.document_id""".formatted(world.connector);
            default ->
                "UPDATE document SET fetch_due = now() WHERE attempts > 0 AND fetch_due IS NOT NULL AND connector_id = "
                        + world.connector;
        };
        tell("a person decides on %d documents: %s"
                .formatted(world.execute(sql), sql.lines().findFirst().orElse("")));
        require(world.brokenRows());
    }

    private void run(int deathAt) throws Exception {
        var kind = world.queue(someKind());
        var faults = FaultProfile.of(random);
        inject(faults);
        var process = new AtomicReference<HistoryProcess>();
        var gate = deathAt == NEVER || random.nextInt(4) == 0 ? Gate.open() : Gate.dyingAt(deathAt);
        var happenings = happenings(process);
        var isKilledBySource = deathAt != NEVER && gate.isImmortal();
        if (isKilledBySource) {
            happenings.put(1 + random.nextInt(30), gate::die);
        }
        tell("%s run with %s%s".formatted(kind.wire(), faults, deathAt == NEVER ? "" : ", killed " + gate));
        carryOut(kind, gate, happenings, process);
        world.source.faults().clear();
    }

    void inject(FaultProfile faults) {
        isPlain &= !faults.cutsListings();
        world.inject(faults);
    }

    /** Carries out the queued run, and checks what came of it. */
    Watch carryOut(RunKind kind, Gate gate, Map<Integer, Runnable> happenings, AtomicReference<HistoryProcess> handle)
            throws Exception {
        var watch = world.watch(happenings);
        var before = world.stored();
        var process = world.process(gate, watch);
        handle.set(process);
        var ran = process.end(process.begin(world.connector), world);
        world.expireLease();
        var after = world.snapshot();
        tell("  → " + ran.map(_ -> after.youngest().summary()).orElse("died or not free"));
        require(RunRules.broken(kind, before, after, watch));
        require(world.brokenRows());
        if (gate.death().isDone()) {
            world.forgetWhatWasSeen();
        }
        return watch;
    }

    private Map<Integer, Runnable> happenings(AtomicReference<HistoryProcess> process) {
        var happenings = new HashMap<Integer, Runnable>();
        var dice = random.nextInt(100);
        var call = 1 + random.nextInt(20);
        var chance = random.split();
        if (dice < 30) {
            happenings.put(call, () -> mutate(chance.nextInt(1, 6), chance));
        } else if (dice < 36) {
            happenings.put(call, () -> {
                tell("  the slice is over at call " + call);
                world.clock.pass(Duration.ofMinutes(31));
            });
        } else if (dice < 42) {
            var reason = chance.nextBoolean() ? StopReason.CANCELLED : StopReason.INTERRUPTED;
            happenings.put(call, () -> {
                tell("  %s at call %d".formatted(reason, call));
                Objects.requireNonNull(process.get()).stop(reason);
            });
        }
        return happenings;
    }

    RunKind someKind() {
        var dice = random.nextInt(100);
        if (dice < 45) {
            return RunKind.SYNC;
        }
        if (dice < 75) {
            return RunKind.FULL;
        }
        if (dice < 85) {
            return RunKind.REREAD;
        }
        return dice < 93 ? RunKind.PREVIEW : RunKind.APPLY_REMOVALS;
    }

    void require(List<String> broken) throws Broken {
        if (!broken.isEmpty()) {
            throw new Broken(String.join("\n", broken));
        }
    }
}
