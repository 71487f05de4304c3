package dev.tributary.connector.testkit.emulator;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** How often an emulated source was asked for what. Safe for use by several threads. */
public final class Counters {

    private final Map<Call.Kind, LongAdder> calls = new EnumMap<>(Call.Kind.class);
    private final Map<String, LongAdder> reads = new ConcurrentHashMap<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();
    private volatile boolean perDocument;

    Counters() {
        for (var kind : Call.Kind.values()) {
            calls.put(kind, new LongAdder());
        }
    }

    /** Counts the reads of each document from now on, which takes memory for each. */
    public void countPerDocument() {
        perDocument = true;
    }

    public long of(Call.Kind kind) {
        return Optional.ofNullable(calls.get(kind)).map(LongAdder::sum).orElse(0L);
    }

    /** How often the document was read since {@link #countPerDocument}. */
    public long readsOf(String documentId) {
        return Optional.ofNullable(reads.get(documentId)).map(LongAdder::sum).orElse(0L);
    }

    /** The most requests that were under way at one moment. */
    public int maxParallel() {
        return mostRunning.get();
    }

    public void reset() {
        calls.values().forEach(LongAdder::reset);
        reads.clear();
        mostRunning.set(running.get());
    }

    void began(Call call) {
        mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
        Optional.ofNullable(calls.get(call.kind())).ifPresent(LongAdder::increment);
        if (perDocument && call.kind() == Call.Kind.READ) {
            reads.computeIfAbsent(call.documentId(), _ -> new LongAdder()).increment();
        }
    }

    void ended() {
        running.decrementAndGet();
    }
}
