package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.tributary.engine.storage.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/**
 * Random histories of mutations, faults and kills. {@code -Dtributary.histories=5000} lives through more of them,
 * {@code -Dtributary.history.seed=17} through those from that seed on.
 */
final class HistoryIT {

    @RegisterExtension
    static final TestDatabase ONE = new TestDatabase();

    @RegisterExtension
    static final TestDatabase OTHER = new TestDatabase();

    @RegisterExtension
    static final TestDatabase THIRD = new TestDatabase();

    @RegisterExtension
    static final TestDatabase FOURTH = new TestDatabase();

    /** A history is often waiting for an answer, of which several at once make use. */
    private static final List<TestDatabase> EACH = List.of(ONE, OTHER, THIRD, FOURTH);

    private static final int SHOWN = 3;

    /** Processes die by the thousand here, each with a line in the log; what a run must not fail by is a rule. */
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    private static final Level BEFORE = LOG.getEffectiveLevel();

    @BeforeAll
    static void prepare() {
        LOG.setLevel(Level.OFF);
        for (var database : EACH) {
            database.set("plan_cache_mode", "force_generic_plan");
            database.set("enable_seqscan", "off");
            database.set("jit", "off");
            database.set("lock_timeout", "60s");
        }
    }

    @AfterAll
    static void logAgain() {
        LOG.setLevel(BEFORE);
    }

    @Test
    void everyHistoryEndsEqualToTheSourceAndKeepsTheRulesOnItsWay() throws Exception {
        var first = Long.getLong("tributary.history.seed", 1);
        var histories = Integer.getInteger("tributary.histories", 300);
        var next = new AtomicLong(first);
        var tempo = new Tempo();
        Queue<String> broken = new ConcurrentLinkedQueue<>();
        try (var workers = Executors.newFixedThreadPool(EACH.size())) {
            for (var database : EACH) {
                workers.execute(() -> {
                    var connections = database.planningOnce();
                    var seed = next.getAndIncrement();
                    while (seed < first + histories && broken.size() < SHOWN) {
                        live(new History(seed, database, connections), broken);
                        tempo.lived();
                        seed = next.getAndIncrement();
                    }
                    connections.dispose();
                });
            }
        }
        assertThat(broken)
                .as("of %d histories", Math.min(histories, next.get() - first))
                .isEmpty();
    }

    /** How many are lived through in a minute, told while they are. */
    private static final class Tempo {
        private long minute = System.nanoTime();
        private int all;
        private int before;

        synchronized void lived() {
            all++;
            if (System.nanoTime() - minute >= TimeUnit.MINUTES.toNanos(1)) {
                System.out.printf(Locale.ROOT, "%,d histories, %,d of them in the last minute%n", all, all - before);
                minute = System.nanoTime();
                before = all;
            }
        }
    }

    private static void live(History history, Queue<String> broken) {
        try {
            history.live();
        } catch (History.Broken rule) {
            broken.add("%s%n  %s%n".formatted(rule.getMessage(), history.told()));
        } catch (Exception e) {
            var trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            broken.add("%s%n  %s%n".formatted(trace, history.told()));
        }
    }
}
