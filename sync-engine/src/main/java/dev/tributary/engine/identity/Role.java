package dev.tributary.engine.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What somebody may do; each role includes the ones before it. */
public enum Role {
    /** Reads. */
    VIEWER,
    /** Changes knowledge bases and connectors. */
    EDITOR,
    /** Manages people, tokens and settings. */
    ADMIN;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Role of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** The smaller of the two: what a token may do that was made by somebody with the other role. */
    public Role atMost(Role limit) {
        return limit.includes(this) ? this : limit;
    }
}
