package dev.tributary.engine.account;

import dev.tributary.engine.credential.ForgetfulJson;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import tools.jackson.core.type.TypeReference;

/** Reads and binds columns of this package's tables. */
final class Columns {

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private Columns() {}

    static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class), column);
    }

    static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class), column);
    }

    static Instant time(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Instant.class), column);
    }

    static Optional<Instant> laterTime(Readable row, String column) {
        return Optional.ofNullable(row.get(column, Instant.class));
    }

    static Optional<String> optional(Readable row, String column) {
        return Optional.ofNullable(row.get(column, String.class));
    }

    static Set<String> set(Readable row, String column) {
        return new LinkedHashSet<>(Arrays.asList(Objects.requireNonNull(row.get(column, String[].class), column)));
    }

    static Map<String, String> map(Readable row, String column) {
        var stored = Objects.requireNonNull(row.get(column, Json.class), column).asString();
        return Objects.requireNonNull(ForgetfulJson.MAPPER.readValue(stored, TEXTS));
    }

    static Json json(Map<String, String> texts) {
        return Json.of(ForgetfulJson.MAPPER.writeValueAsString(texts));
    }

    static String[] array(Collection<String> texts) {
        return texts.toArray(String[]::new);
    }

    static <T> GenericExecuteSpec bind(GenericExecuteSpec spec, String name, Optional<T> value, Class<T> type) {
        @Nullable T bound = value.orElse(null);
        return bound == null ? spec.bindNull(name, type) : spec.bind(name, bound);
    }
}
