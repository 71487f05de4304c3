package dev.tributary.engine.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * Rows on their way into one statement, an array per column. One statement with arrays stores ten times as many rows a
 * second as a statement per row, and as a "batch" of them.
 */
public final class Unnest<T> {

    private record Column(String name, String type, Object values) {}

    private final List<T> rows;
    private final List<Column> columns = new ArrayList<>();

    private Unnest(List<T> rows) {
        this.rows = rows;
    }

    public static <T> Unnest<T> of(List<T> rows) {
        return new Unnest<>(rows);
    }

    /** A column of texts, which PostgreSQL cannot hold with NUL characters in them: those become blanks. */
    public Unnest<T> text(String name, Function<T, @Nullable String> value) {
        return cast(name, "text", value);
    }

    /** A column handed over as text and cast to {@code type} by PostgreSQL. */
    public Unnest<T> cast(String name, String type, Function<T, @Nullable String> value) {
        var values = new @Nullable String[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = storable(value.apply(rows.get(i)));
        }
        columns.add(new Column(name, type, values));
        return this;
    }

    public Unnest<T> int8(String name, ToLongFunction<T> value) {
        var values = new Long[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.applyAsLong(rows.get(i));
        }
        columns.add(new Column(name, "int8", values));
        return this;
    }

    /** {@code (SELECT …) }: the rows as a table with the columns in their types, and {@code ord} from 1. */
    public String sql() {
        var selected = columns.stream()
                .map(column ->
                        column.values() instanceof Long[] || column.type().equals("text")
                                ? column.name()
                                : "%s::%s AS %s".formatted(column.name(), column.type(), column.name()))
                .collect(Collectors.joining(", "));
        var arrays = columns.stream()
                .map(column ->
                        ":p_%s::%s[]".formatted(column.name(), column.values() instanceof Long[] ? "int8" : "text"))
                .collect(Collectors.joining(", "));
        var names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        return "(SELECT %s, ord FROM unnest(%s) WITH ORDINALITY AS u(%s, ord))".formatted(selected, arrays, names);
    }

    public GenericExecuteSpec bind(GenericExecuteSpec spec) {
        var bound = spec;
        for (var column : columns) {
            bound = bound.bind("p_" + column.name(), column.values());
        }
        return bound;
    }

    private static @Nullable String storable(@Nullable String value) {
        return value == null ? null : withoutNul(value);
    }

    static String withoutNul(String value) {
        return value.indexOf('\0') < 0 ? value : value.replace('\0', ' ');
    }
}
