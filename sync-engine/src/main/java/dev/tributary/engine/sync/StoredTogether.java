package dev.tributary.engine.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Stores items that come one by one in sets: what arrives while a set is on its way into the database makes the next one.
 * Nothing waits for a clock, and a slow source has each item stored at once. Thread-safe.
 */
final class StoredTogether<T> {

    private record Waiting<T>(T item, MonoSink<Void> stored) {}

    private final Queue<Waiting<T>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean storing = new AtomicBoolean();
    private final Function<List<T>, Mono<Void>> store;
    private final int most;

    /**
     * Stores by {@code store}.
     *
     * @param most items of one set
     */
    StoredTogether(int most, Function<List<T>, Mono<Void>> store) {
        this.most = most;
        this.store = store;
    }

    /** Completes when the item is stored, and fails as its set does. A set on its way is not cancelled any more. */
    Mono<Void> keep(T item) {
        return Mono.create(sink -> {
            waiting.add(new Waiting<>(item, sink));
            storeNext();
        });
    }

    private void storeNext() {
        if (waiting.isEmpty() || !storing.compareAndSet(false, true)) {
            return;
        }
        var set = new ArrayList<Waiting<T>>();
        for (var next = waiting.poll(); next != null; next = set.size() < most ? waiting.poll() : null) {
            set.add(next);
        }
        if (set.isEmpty()) {
            release();
            return;
        }
        store.apply(set.stream().map(Waiting::item).toList())
                .doFinally(_ -> release())
                .subscribe(
                        _ -> {},
                        failure -> set.forEach(one -> one.stored().error(failure)),
                        () -> set.forEach(one -> one.stored().success()));
    }

    private void release() {
        storing.set(false);
        storeNext();
    }
}
