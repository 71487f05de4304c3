package dev.tributary.connector;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a source says about a document beyond its content: named texts, numbers, booleans, times and lists of texts,
 * readable only as what they are. Immutable; survives being stored as JSON, times as RFC 3339 text. What no database
 * stores does not come in: numbers of more than a thousand digits before or behind the point are left out, and the
 * character zero is a space.
 */
public final class Attributes {

    private static final int MOST_DIGITS = 1_000;

    private static final Attributes EMPTY = new Attributes(Map.of());

    private final Map<String, Object> values;

    private Attributes(Map<String, Object> values) {
        this.values = values;
    }

    public static Attributes empty() {
        return EMPTY;
    }

    /** Reads back what {@link #asMap} gave; values of other kinds are left out. */
    public static Attributes fromMap(Map<String, ?> stored) {
        var all = new LinkedHashMap<String, Object>();
        stored.forEach((name, value) -> storable(value).ifPresent(kept -> all.put(storable(name), kept)));
        return new Attributes(Collections.unmodifiableMap(all));
    }

    public Attributes with(String name, String value) {
        return plus(name, value);
    }

    public Attributes with(String name, Instant value) {
        return plus(name, value.toString());
    }

    public Attributes with(String name, long value) {
        return plus(name, BigDecimal.valueOf(value));
    }

    public Attributes with(String name, BigDecimal value) {
        return plus(name, value);
    }

    public Attributes with(String name, boolean value) {
        return plus(name, value);
    }

    public Attributes with(String name, List<String> value) {
        return plus(name, List.copyOf(value));
    }

    /** Adds the value if it is there. */
    public Attributes withText(String name, Optional<String> value) {
        return value.map(present -> with(name, present)).orElse(this);
    }

    /** Adds the time if it is there. */
    public Attributes withInstant(String name, Optional<Instant> value) {
        return value.map(present -> with(name, present)).orElse(this);
    }

    /** The text, trimmed, unless blank; a list joined with ", ". */
    public Optional<String> text(String name) {
        var value = values.get(name) instanceof List<?> list
                ? Optional.of(
                        String.join(", ", list.stream().map(String::valueOf).toList()))
                : read(name, String.class);
        return value.map(String::strip).filter(text -> !text.isEmpty());
    }

    /** The time, or empty if there is none or it is not one. */
    public Optional<Instant> instant(String name) {
        return read(name, String.class).flatMap(Attributes::parsed);
    }

    public Optional<BigDecimal> number(String name) {
        return read(name, BigDecimal.class).or(() -> read(name, String.class).flatMap(Attributes::numeric));
    }

    public Optional<Boolean> flag(String name) {
        return read(name, Boolean.class);
    }

    /** Strings, {@link BigDecimal}s, booleans and lists of strings, in the order they were added. */
    public Map<String, Object> asMap() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attributes that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }

    private Attributes plus(String name, Object value) {
        var all = new LinkedHashMap<>(values);
        storable(value).ifPresent(kept -> all.put(storable(name), kept));
        return new Attributes(Collections.unmodifiableMap(all));
    }

    private static Optional<Object> storable(@Nullable Object value) {
        return switch (value) {
            case String text -> Optional.of(storable(text));
            case Boolean flag -> Optional.of(flag);
            case Number number -> numeric(number.toString()).map(Function.identity());
            case Collection<?> list ->
                Optional.of(
                        list.stream().map(one -> storable(String.valueOf(one))).toList());
            case null, default -> Optional.empty();
        };
    }

    private static String storable(String text) {
        return text.replace('\0', ' ');
    }

    /** Whether it has at most a thousand digits before and behind the point. */
    public static boolean isStorable(BigDecimal number) {
        return Math.abs((long) number.precision() - number.scale()) <= MOST_DIGITS
                && Math.abs((long) number.scale()) <= MOST_DIGITS;
    }

    private <T> Optional<T> read(String name, Class<T> type) {
        return Optional.ofNullable(values.get(name)).filter(type::isInstance).map(type::cast);
    }

    private static Optional<Instant> parsed(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }

    private static Optional<BigDecimal> numeric(String text) {
        try {
            return Optional.of(new BigDecimal(text.strip())).filter(Attributes::isStorable);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
