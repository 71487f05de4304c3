package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.storage.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random histories of mutations, faults and kills. {@code -Dtributary.histories=5000} lives through more of them,
 * {@code -Dtributary.history.seed=17} through those from that seed on.
 */
final class HistoryIT {

    @RegisterExtension
    static final TestDatabase ONE = new TestDatabase();

    @RegisterExtension
    static final TestDatabase OTHER = new TestDatabase();

    private static final int SHOWN = 3;

    @Test
    void everyHistoryEndsEqualToTheSourceAndKeepsTheRulesOnItsWay() throws Exception {
        var first = Long.getLong("tributary.history.seed", 1);
        var histories = Integer.getInteger("tributary.histories", 400);
        var next = new AtomicLong(first);
        var began = System.nanoTime();
        Queue<String> broken = new ConcurrentLinkedQueue<>();
        try (var workers = Executors.newFixedThreadPool(2)) {
            for (var database : List.of(ONE, OTHER)) {
                workers.submit(() -> {
                    for (var seed = next.getAndIncrement(); seed < first + histories; seed = next.getAndIncrement()) {
                        live(seed, database, broken);
                    }
                });
            }
        }
        System.out.printf("HIST wall %d ms, jvm cpu %d ms%n", (System.nanoTime() - began) / 1_000_000, ((com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1_000_000);
        assertThat(broken.stream().limit(SHOWN))
                .as("%d of %d histories", broken.size(), histories)
                .isEmpty();
    }

    private static void live(long seed, TestDatabase database, Queue<String> broken) {
        var history = new History(seed, database);
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
