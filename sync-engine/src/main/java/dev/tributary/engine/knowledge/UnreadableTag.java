package dev.tributary.engine.knowledge;

import dev.tributary.meta.TagDefinition;

/** No tag of that id can have the value that is asked for. */
public final class UnreadableTag extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String id;

    UnreadableTag(String id, TagDefinition.Type type) {
        super(expected(type), null, false, false);
        this.id = id;
    }

    public String id() {
        return id;
    }

    private static String expected(TagDefinition.Type type) {
        return switch (type) {
            case TEXT -> "must be a text";
            case NUMBER -> "must be a number with at most 1000 digits before and behind the point";
            case DATE -> "must be a time such as 2026-01-31T00:00:00Z";
            case BOOLEAN -> "must be true or false";
        };
    }
}
