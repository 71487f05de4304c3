package dev.tributary.connector;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Values for the tags a connector declares, by tag id. */
public record Tags(Map<String, Value> values) {

    public static final Tags NONE = new Tags(Map.of());

    public Tags {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public Tags text(String id, Optional<String> value) {
        return plus(id, value.map(String::strip).filter(text -> !text.isEmpty()).map(Value.Text::new));
    }

    public Tags number(String id, Optional<BigDecimal> value) {
        return plus(id, value.map(Value.Numeric::new));
    }

    public Tags date(String id, Optional<Instant> value) {
        return plus(id, value.map(Value.Date::new));
    }

    public Tags flag(String id, Optional<Boolean> value) {
        return plus(id, value.map(Value.Flag::new));
    }

    private Tags plus(String id, Optional<? extends Value> value) {
        var all = new LinkedHashMap<>(values);
        value.ifPresent(present -> all.put(id, present));
        return new Tags(all);
    }

    /** One kind per {@link dev.tributary.meta.TagDefinition.Type}. */
    public sealed interface Value {
        record Text(String value) implements Value {}

        record Numeric(BigDecimal value) implements Value {}

        record Date(Instant value) implements Value {}

        record Flag(boolean value) implements Value {}
    }
}
