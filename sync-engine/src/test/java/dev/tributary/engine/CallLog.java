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

/** What an emulated source was asked, call by call, and when it was asked so many times. */
final class CallLog {

    /** The moment at which the source was asked {@code calls} times for such a thing. */
    record Moment(Call.Kind kind, long calls) {}

    private record Awaited(Moment moment, CompletableFuture<Void> come) {}

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

    /** Completes with the next call once the moment has come, or is past. */
    synchronized CompletableFuture<Void> await(Moment moment) {
        var come = new CompletableFuture<Void>();
        awaited.add(new Awaited(moment, come));
        return come;
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
        var now = calls.merge(call.kind(), 1L, Long::sum);
        awaited.removeIf(one -> one.moment().kind() == call.kind()
                && one.moment().calls() <= now
                && one.come().complete(null));
        return false;
    }
}
