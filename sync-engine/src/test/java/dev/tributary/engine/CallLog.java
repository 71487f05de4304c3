package dev.tributary.engine;

import dev.tributary.connector.testkit.emulator.Call;
import dev.tributary.connector.testkit.emulator.Fault;
import dev.tributary.connector.testkit.emulator.SourceEmulator;
import dev.tributary.connector.testkit.emulator.When;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** What an emulated source was asked, call by call, and when it was asked so many times. */
final class CallLog {

    private record Awaited(BooleanSupplier condition, CompletableFuture<Void> come) {}

    private final Map<String, Integer> reads = new HashMap<>();
    private final Map<String, Integer> listings = new HashMap<>();
    private final Map<Call.Kind, Long> calls = new HashMap<>();
    private final List<Awaited> awaited = new ArrayList<>();

    private CallLog() {}

    static CallLog of(SourceEmulator source) {
        var log = new CallLog();
        source.faults().inject(new Fault.Slow(Duration.ZERO), When.always().matching(log::noted));
        return log;
    }

    /** Completes with the next call once there were so many for such a thing. */
    CompletableFuture<Void> awaitCalls(Call.Kind kind, long number) {
        return await(() -> calls.getOrDefault(kind, 0L) >= number);
    }

    /** Completes with the next call once so many documents were asked for. */
    CompletableFuture<Void> awaitDocuments(int number) {
        return await(() -> reads.size() >= number);
    }

    private synchronized CompletableFuture<Void> await(BooleanSupplier condition) {
        var come = new CompletableFuture<Void>();
        awaited.add(new Awaited(condition, come));
        return come;
    }

    /** How often the source was asked for anything. */
    synchronized long all() {
        return calls.values().stream().mapToLong(Long::longValue).sum();
    }

    synchronized Map<String, Integer> reads() {
        return Map.copyOf(reads);
    }

    /** How often each page was asked for, by its cursor. */
    synchronized Map<String, Integer> listings() {
        return Map.copyOf(listings);
    }

    /** Nothing befalls the call. */
    private synchronized boolean noted(Call call) {
        if (call.kind() == Call.Kind.READ) {
            reads.merge(call.documentId(), 1, Integer::sum);
        } else if (call.kind() == Call.Kind.LISTING) {
            listings.merge(call.query().getOrDefault("cursor", "0"), 1, Integer::sum);
        }
        calls.merge(call.kind(), 1L, Long::sum);
        awaited.removeIf(one -> one.condition().getAsBoolean() && one.come().complete(null));
        return false;
    }
}
