package dev.tributary.engine.sync;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The states of a run; those that end it are never left. */
public enum RunState {
    QUEUED,
    RUNNING,
    COMPLETED,
    /** Ended early or with failed documents; what was stored is kept, the rest comes with the next run. */
    PARTIAL,
    FAILED,
    CANCELLED,
    /** Lost its lease to another run, and wrote nothing since. */
    SUPERSEDED;

    /** Its name in the API and in the database. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static RunState parse(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    /** Whether it is never left. */
    public boolean isEnd() {
        return this != QUEUED && this != RUNNING;
    }
}
