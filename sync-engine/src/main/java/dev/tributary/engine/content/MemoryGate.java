package dev.tributary.engine.content;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Lets work through as long as what is under way fits into memory together; the rest waits in the order it came. Work
 * that is larger than all of it goes through alone.
 */
final class MemoryGate {

    private static final int UNIT = 1024;

    private final int units;
    private final Semaphore free;

    MemoryGate(long bytes) {
        this.units = Math.clamp(bytes / UNIT, 1, Integer.MAX_VALUE);
        this.free = new Semaphore(units, true);
    }

    /** Does the work once there is room for it; an interrupt ends the wait with a {@link CancellationException}. */
    <T> T within(long bytes, Supplier<T> work) {
        var weight = Math.clamp(bytes / UNIT + 1, 1, units);
        try {
            free.acquire(weight);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var cancelled = new CancellationException("interrupted while waiting for memory to read a document");
            cancelled.initCause(e);
            throw cancelled;
        }
        try {
            return work.get();
        } finally {
            free.release(weight);
        }
    }

    int waiting() {
        return free.getQueueLength();
    }
}
