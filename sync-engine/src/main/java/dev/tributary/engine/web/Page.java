package dev.tributary.engine.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param nextCursor where the next part begins; null at the end
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {
    public Page {
        items = List.copyOf(items);
    }

    /**
     * The page of a keyset query that was asked for {@link PageQuery#rows()} rows: the one too many tells that there is
     * more.
     *
     * @param cursor the key of a row, from which {@link PageQuery} goes on
     */
    public static <R, T> Page<T> of(List<R> rows, PageQuery query, Function<R, Cursor> cursor, Function<R, T> item) {
        var shown = rows.subList(0, Math.min(rows.size(), query.limit()));
        var more = rows.size() > shown.size();
        return new Page<>(
                shown.stream().map(item).toList(),
                more ? cursor.apply(shown.getLast()).text() : null);
    }
}
