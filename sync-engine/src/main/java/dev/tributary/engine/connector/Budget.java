package dev.tributary.engine.connector;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The gate before one host, for one credential: lets through as many requests at once as {@link Aimd} says, first come,
 * first served, and none while the host wants to be left alone. Safe for many threads.
 */
final class Budget {

    /** How a request ended, as far as the budget cares. */
    sealed interface Outcome {

        record Good(Duration took) implements Outcome {}

        record Troubled() implements Outcome {}

        /** Says nothing about the load of the host, as when the request was cancelled. */
        record Unclear() implements Outcome {}
    }

    /** Leave to send one request; given back by {@link #release}. */
    record Permit(long epoch) {}

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Condition> queue = new ArrayDeque<>();
    private Aimd aimd = Aimd.start();
    private int underWay;
    private Instant frozenUntil = Instant.MIN;

    Budget(Clock clock) {
        this.clock = clock;
    }

    /** Waits for a turn, at most {@code patience}; empty if there was none by then. */
    Optional<Permit> acquire(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var turn = lock.newCondition();
            queue.addLast(turn);
            try {
                return await(turn, patience) ? Optional.of(enter()) : Optional.empty();
            } finally {
                queue.remove(turn);
                wakeNext();
            }
        } finally {
            lock.unlock();
        }
    }

    void release(Permit permit, Outcome outcome) {
        lock.lock();
        try {
            underWay--;
            aimd = switch (outcome) {
                case Outcome.Good good -> aimd.afterGood(good.took(), permit.epoch());
                case Outcome.Troubled _ -> aimd.afterTrouble(permit.epoch());
                case Outcome.Unclear _ -> aimd;
            };
            wakeNext();
        } finally {
            lock.unlock();
        }
    }

    /** Lets nobody through before {@code until}. */
    void freeze(Instant until) {
        lock.lock();
        try {
            frozenUntil = until.isAfter(frozenUntil) ? until : frozenUntil;
        } finally {
            lock.unlock();
        }
    }

    /** Until when the host wants to be left alone, if it does now. */
    Optional<Instant> frozenUntil() {
        lock.lock();
        try {
            return Optional.of(frozenUntil).filter(until -> until.isAfter(clock.instant()));
        } finally {
            lock.unlock();
        }
    }

    int limit() {
        lock.lock();
        try {
            return aimd.limit();
        } finally {
            lock.unlock();
        }
    }

    int queued() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing would be lost if this were forgotten. */
    boolean isIdle() {
        lock.lock();
        try {
            return underWay == 0 && queue.isEmpty() && !frozenUntil.isAfter(clock.instant());
        } finally {
            lock.unlock();
        }
    }

    private boolean await(Condition turn, Duration patience) throws InterruptedException {
        var left = TimeUnit.NANOSECONDS.convert(patience);
        while (!turn.equals(queue.peekFirst()) || underWay >= aimd.limit()) {
            if (left <= 0) {
                return false;
            }
            left = turn.awaitNanos(left);
        }
        return true;
    }

    private Permit enter() {
        underWay++;
        return new Permit(aimd.epoch());
    }

    private void wakeNext() {
        var next = queue.peekFirst();
        if (next != null && underWay < aimd.limit()) {
            next.signal();
        }
    }
}
