package dev.tributary.engine.web;

/** Ids as clients see them: texts without a meaning. */
public final class PublicId {
    private PublicId() {}

    public static String of(long id) {
        return Long.toString(id);
    }

    /**
     * @param what the kind of thing, for the message
     * @throws Problem 404 for what cannot be an id
     */
    public static long parse(String what, String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException none) {
            throw Problem.notFound(what, id);
        }
    }
}
