package dev.tributary.engine.identity;

import io.r2dbc.spi.Readable;
import java.util.Objects;

/** Reads columns that the schema declares as not null. */
final class Columns {
    private Columns() {}

    static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    static String text(Readable row, String column) {
        return required(row, column, String.class);
    }

    static long number(Readable row, String column) {
        return required(row, column, Long.class);
    }

    static Role role(Readable row, String column) {
        return Role.of(text(row, column));
    }
}
