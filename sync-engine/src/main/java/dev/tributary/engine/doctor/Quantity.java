package dev.tributary.engine.doctor;

/** Numbers as a person says them. */
final class Quantity {
    private Quantity() {}

    /** {@code 1 run}, {@code 2 runs}. */
    static String of(long number, String noun) {
        return choose(number, "1 " + noun, "%d " + noun + "s");
    }

    /** One of two sentences; that of several has a place for the number. */
    static String choose(long number, String one, String several) {
        return number == 1 ? one : several.formatted(number);
    }
}
