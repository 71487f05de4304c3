package dev.tributary.engine.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What becomes of people whom an identity provider knows and who never signed in here. */
public enum Newcomers {
    /** They get an account. */
    WELCOME,
    /** They stay outside. */
    REFUSED;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Newcomers of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
