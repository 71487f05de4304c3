package dev.tributary.connector.testkit.emulator;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What goes wrong with an emulated source, and when. Safe for use by several threads. */
public final class Faults {

    /** A fault that was asked for. */
    public final class Injected {
        private final Fault fault;
        private final When when;
        private long seen;
        private long hits;

        private Injected(Fault fault, When when) {
            this.fault = fault;
            this.when = when;
        }

        /** Ends it. */
        public void lift() {
            injected.remove(this);
        }

        /** How often it happened. */
        public synchronized long hits() {
            return hits;
        }

        private synchronized boolean befalls(Call call) {
            if (hits >= when.times()
                    || !fault.canBefall(call)
                    || !when.matching().test(call)) {
                return false;
            }
            seen++;
            if (!when.chooses(seen)) {
                return false;
            }
            hits++;
            return true;
        }
    }

    private final List<Injected> injected = new CopyOnWriteArrayList<>();

    Faults() {}

    /** Lets {@code fault} happen; of several that could befall a call, the one injected first does. */
    public Injected inject(Fault fault, When when) {
        var added = new Injected(fault, when);
        injected.add(added);
        return added;
    }

    /** Ends all faults. */
    public void clear() {
        injected.clear();
    }

    Optional<Fault> befalling(Call call) {
        for (var candidate : injected) {
            if (candidate.befalls(call)) {
                return Optional.of(candidate.fault);
            }
        }
        return Optional.empty();
    }
}
