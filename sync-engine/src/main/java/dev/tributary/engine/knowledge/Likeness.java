package dev.tributary.engine.knowledge;

import java.util.List;
import java.util.stream.Collectors;

/** Looks for a text in columns, whatever its case. */
record Likeness(String text) {

    /** A condition on columns, one of which contains the text; its pattern is bound as {@code words}. */
    String in(String... columns) {
        return List.of(columns).stream().map(this::in).collect(Collectors.joining(" OR ", " AND (", ")"));
    }

    /** PostgreSQL compares half as fast if it has to know more than the cases of ASCII. */
    private String in(String column) {
        var isAscii = text.chars().allMatch(one -> one < 128);
        return column + (isAscii ? " COLLATE \"C\"" : "") + " ILIKE :words";
    }

    /** The pattern, in which nothing has a meaning of its own. */
    String pattern() {
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
