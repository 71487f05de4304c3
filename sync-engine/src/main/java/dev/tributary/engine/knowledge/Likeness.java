package dev.tributary.engine.knowledge;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks for a text in columns, whatever its case. */
record Likeness(String text) {

    /** A condition on columns, one of which contains the text; its pattern is bound as {@code words}. */
    String in(String... columns) {
        return Stream.of(columns).map(this::in).collect(Collectors.joining(" OR ", " AND (", ")"));
    }

    /** Where only the cases of ASCII matter, this takes half the time of {@code ILIKE}. */
    private String in(String column) {
        return isAscii() ? "upper(%s COLLATE \"C\") LIKE :words".formatted(column) : column + " ILIKE :words";
    }

    /** The pattern, in which nothing has a meaning of its own. */
    String pattern() {
        var plain = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return "%" + (isAscii() ? plain.toUpperCase(Locale.ROOT) : plain) + "%";
    }

    private boolean isAscii() {
        return text.chars().allMatch(one -> one < 128);
    }
}
