package dev.tributary.connector.testkit.emulator;

import java.util.function.Predicate;

/**
 * Which calls a fault befalls.
 *
 * @param matching the calls that count
 * @param first the first of them, from 1, that it can befall
 * @param times how often it does at most
 * @param probability of each that it can befall
 * @param seed what chance is drawn from: the same calls are chosen for the same seed, by their order of arrival
 */
public record When(Predicate<Call> matching, long first, long times, double probability, long seed) {

    public static When always() {
        return new When(_ -> true, 1, Long.MAX_VALUE, 1, 0);
    }

    /** The next call. */
    public static When once() {
        return always().times(1);
    }

    public static When withProbability(double probability, long seed) {
        return new When(_ -> true, 1, Long.MAX_VALUE, probability, seed);
    }

    public When on(Call.Kind kind) {
        return matching(call -> call.kind() == kind);
    }

    public When onDocument(String id) {
        return matching(call -> call.documentId().equals(id));
    }

    public When matching(Predicate<Call> calls) {
        return new When(matching.and(calls), first, times, probability, seed);
    }

    /** Leaves alone all such calls before the {@code nth}, counted from 1. */
    public When from(long nth) {
        return new When(matching, nth, times, probability, seed);
    }

    public When times(long most) {
        return new When(matching, first, most, probability, seed);
    }

    /** Whether chance chooses the {@code nth} such call. */
    boolean chooses(long nth) {
        return nth >= first && (probability >= 1 || (Prose.mix(seed, nth, 0) >>> 11) * 0x1.0p-53 < probability);
    }
}
