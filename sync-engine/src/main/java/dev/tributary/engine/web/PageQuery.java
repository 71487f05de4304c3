package dev.tributary.engine.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which part of a list is asked for. */
public record PageQuery(int limit, Optional<Cursor> cursor) {
    /** What a page has when the client does not say. */
    public static final int DEFAULT_LIMIT = 50;

    /** The most a page can have. */
    public static final int MAX_LIMIT = 200;

    /**
     * From the query parameters {@code limit} and {@code cursor}.
     *
     * @throws Problem 422
     */
    public static PageQuery of(@Nullable Integer limit, @Nullable String cursor) {
        if (limit != null && (limit < 1 || limit > MAX_LIMIT)) {
            throw Problem.invalid("limit", "must be from 1 to " + MAX_LIMIT);
        }
        return new PageQuery(
                limit == null ? DEFAULT_LIMIT : limit,
                Optional.ofNullable(cursor).map(Cursor::parse));
    }

    /** How many rows to read: one more than is shown. */
    public int rows() {
        return limit + 1;
    }

    /** The id of the last row seen, for a list ordered by id; {@code start} on the first page. */
    public long idOr(long start) {
        return cursor.map(Cursor::id).orElse(start);
    }
}
