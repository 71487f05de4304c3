package dev.tributary.engine.identity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A person who may sign in, unless the state says otherwise. */
public record Account(
        long id,
        String username,
        Role role,
        State state,
        Instant createdAt,
        @Nullable Instant lastSignInAt) {

    /** Whether a person gets in. */
    public enum State {
        ACTIVE,
        /** By an admin, until an admin says otherwise. */
        DISABLED,
        /** The identity provider gave no role at the last sign-in; the next one with a role undoes it. */
        WITHDRAWN;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}
