package dev.tributary.engine.web;

/** Ids as clients see them: texts without a meaning. */
public final class PublicId {
    private PublicId() {}

    public static String of(long id) {
        return Long.toString(id);
    }

    /** Reads an id; what cannot be one is a problem (404) that names the kind of thing. */
    public static long parse(String what, String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException none) {
            throw Problem.notFound(what, id);
        }
    }
}
