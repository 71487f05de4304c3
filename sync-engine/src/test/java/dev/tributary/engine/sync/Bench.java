package dev.tributary.engine.sync;

import dev.tributary.connector.testkit.TestSession;
import dev.tributary.connector.testkit.emulator.EmulatorSettings;
import dev.tributary.connector.testkit.emulator.SourceEmulator;
import dev.tributary.engine.storage.BenchDatabase;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The measurements of {@code BENCHMARKS.md}: each next to its floor, in the same run, on the embedded database as users
 * have it. Arguments: what to measure, {@code listing}, {@code http}, {@code first}, {@code fetch} or {@code memory}, and
 * how many documents; or {@code statements}, which histories of HistoryIT are measured against.
 */
final class Bench {

    private static final int PARALLEL = 16;

    private final BenchDatabase database;
    private final SyncRig rig;
    private final BenchFloor floor;
    private final BenchRows rows;

    private Bench(BenchDatabase database) {
        this.database = database;
        this.rig = new SyncRig(
                database.client(), database.transactions(), stored -> TestSession.withoutHttp(stored.config()));
        this.floor = new BenchFloor(database);
        this.rows = new BenchRows(database);
    }

    public static void main(String[] args) throws Exception {
        var what = args.length > 0 ? args[0] : "listing";
        var count = args.length > 1 ? Integer.parseInt(args[1]) : 100_000;
        var directory = Files.createTempDirectory("tributary-bench");
        try (var database = BenchDatabase.in(directory)) {
            var bench = new Bench(database);
            switch (what) {
                case "listing" -> bench.listing(count);
                case "http" -> bench.http(count);
                case "first" -> bench.first(count);
                case "fetch" -> bench.fetch(count);
                case "memory" -> bench.memory(count);
                case "statements" -> bench.statements(count);
                default ->
                    throw new IllegalArgumentException(what + ": listing, http, first, fetch, memory or statements");
            }
        } finally {
            delete(directory);
        }
    }

    /** (a) An unchanged full listing, from a connector that makes its documents up. */
    private void listing(int count) {
        var config = generated(count, "skipped", 200);
        var connector = rig.connector("generated", config);
        var first = time(() -> rig.run(connector, RunKind.FULL));
        settle();
        say("%,d documents, first listing %.1f s", count, first);
        for (int round = 0; round < Integer.getInteger("bench.rounds", 3); round++) {
            var pages = floor.unnestPages(connector, count);
            var walked = floor.indexWalkPages(connector, count);
            var staged = floor.staging(connector, count);
            resetPeak();
            var engine = time(() -> unchanged(rig.run(connector, RunKind.FULL), count));
            say(
                    "unchanged full listing %.2f s = %,.0f documents/s, peak heap %d MB; floor with unnest of 1,000"
                            + " %.2f s, ratio %.2f; with the engine's walk along the index %.2f s, ratio %.2f;"
                            + " with COPY into staging %.2f s, ratio %.2f",
                    engine,
                    count / engine,
                    peakMegabytes(),
                    pages,
                    pages / engine,
                    walked,
                    walked / engine,
                    staged,
                    staged / engine);
        }
    }

    /** (a) The same through the emulator over HTTP. */
    private void http(int count) {
        try (var source = SourceEmulator.start(EmulatorSettings.of(count).textSize(64))) {
            var overHttp = new SyncRig(database.client(), database.transactions(), _ -> source.session(1_000));
            var connector = overHttp.connector("emulator_inline", source.config(1_000));
            var first = time(() -> overHttp.run(connector, RunKind.FULL));
            settle();
            say("%,d documents over HTTP, first sync %.1f s", count, first);
            for (int round = 0; round < Integer.getInteger("bench.rounds", 3); round++) {
                resetPeak();
                var engine = time(() -> unchanged(overHttp.run(connector, RunKind.FULL), count));
                say(
                        "unchanged full listing over HTTP %.2f s = %,.0f documents/s, peak heap %d MB (the emulator's included)",
                        engine, count / engine, peakMegabytes());
            }
        }
    }

    /** (b) A first sync of inline documents of 2 KB. */
    private void first(int count) throws Exception {
        for (int round = 0; round < Integer.getInteger("bench.rounds", 3); round++) {
            var connector = rig.connector("generated", generated(count, "inline", 2_048));
            rig.queue(connector, RunKind.FULL);
            var watch = new BenchWatch(database, connector, count);
            var searchable = time(() -> watch.during(() -> rig.runQueued(connector)));
            var plain = floor.copy(connector);
            var indexed = floor.copyIndexed(connector);
            say(
                    "first sync of %,d inline documents: durable after %.2f s, plain COPY %.2f s, ratio %.2f;"
                            + " searchable after %.2f s, COPY with full-text index %.2f s, ratio %.2f",
                    count, watch.durable(), plain, plain / watch.durable(), searchable, indexed, indexed / searchable);
            var durableRows = rows.durable();
            var searchableRows = rows.searchable();
            say(
                    "COPY of the very rows: durable %.2f s, ratio %.2f; searchable, terms ready made, %.2f s, ratio %.2f",
                    durableRows, durableRows / watch.durable(), searchableRows, searchableRows / searchable);
            rig.execute("TRUNCATE document, document_content, chunk, chunk_search, document_event");
        }
    }

    /** (c) Deferred documents behind a latency of 50 ms. */
    private void fetch(int count) throws Exception {
        var latency = Duration.ofMillis(50);
        for (int round = 0; round < Integer.getInteger("bench.rounds", 3); round++) {
            try (var source = SourceEmulator.start(EmulatorSettings.of(count).latency(latency))) {
                var client = new BenchClient();
                var slow = new SyncRig(database.client(), database.transactions(), client::session);
                var connector = slow.connector("emulator", source.config(500));
                var engine = time(() -> slow.run(connector, RunKind.FULL));
                var atATime = source.counters().maxParallel();
                var readers = BenchReaders.read(source, PARALLEL);
                var computed = (double) count / PARALLEL * latency.toMillis() / 1000;
                say(
                        "%,d deferred documents behind %d ms: %.2f s (at most %d requests at a time); %d in parallel that"
                                + " only read %.2f s, ratio %.2f; computed %.2f s, ratio %.2f",
                        count,
                        latency.toMillis(),
                        engine,
                        atATime,
                        PARALLEL,
                        readers,
                        readers / engine,
                        computed,
                        computed / engine);
                client.close();
            }
        }
    }

    /** (d) Memory of a run. */
    private void memory(int count) {
        var connector = rig.connector("generated", generated(count, "inline", 200));
        resetPeak();
        var first = time(() -> rig.run(connector, RunKind.FULL));
        var peakFirst = peakMegabytes();
        resetPeak();
        var second = time(() -> unchanged(rig.run(connector, RunKind.FULL), count));
        say(
                "%,d documents: peak heap of the first sync %d MB (%.1f s), of the second %d MB (%.1f s)",
                count, peakFirst, first, peakMegabytes(), second);
    }

    private void statements(int count) {
        var connector = rig.connector("generated", generated(1, "skipped", 1));
        for (int round = 0; round < Integer.getInteger("bench.rounds", 3); round++) {
            var seconds = floor.roundTrips(connector, count);
            say("%,d rows by their key, four at a time: %.1f s = %,.0f a second", count, seconds, count / seconds);
        }
    }

    private static Map<String, List<String>> generated(int count, String content, int textSize) {
        return Map.of(
                "count", List.of(Integer.toString(count)),
                "pageSize", List.of("1000"),
                "content", List.of(content),
                "textSize", List.of(Integer.toString(textSize)));
    }

    private static void unchanged(RunCounts run, long count) {
        if (!run.state().equals("completed") || run.of("listed") != count || run.of("updated") + run.of("added") != 0) {
            throw new IllegalStateException(run.summary() + " " + run.row().path("error"));
        }
    }

    private void settle() {
        rig.execute("VACUUM ANALYZE");
        rig.execute("CHECKPOINT");
    }

    private static double time(Runnable work) {
        var start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static void resetPeak() {
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static long peakMegabytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum()
                >> 20;
    }

    @SuppressWarnings("AnnotateFormatMethod")
    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    private static void delete(Path directory) throws IOException {
        try (var all = Files.walk(directory)) {
            for (var path : all.sorted(java.util.Comparator.reverseOrder()).toArray(Path[]::new)) {
                Files.deleteIfExists(path);
            }
        }
    }
}
