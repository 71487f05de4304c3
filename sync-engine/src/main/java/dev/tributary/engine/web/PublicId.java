package dev.tributary.engine.web;

import java.util.regex.Pattern;

/** Ids as clients see them: texts without a meaning. */
public final class PublicId {
    /** As they are given out: no sign, no zeros before it, no digits of other scripts. */
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

    private PublicId() {}

    public static String of(long id) {
        return Long.toString(id);
    }

    /** Reads an id; what cannot be one is a problem (404) that names the kind of thing. */
    public static long parse(String what, String id) {
        if (!ID.matcher(id).matches()) {
            throw Problem.notFound(what, id);
        }
        return Long.parseLong(id);
    }
}
