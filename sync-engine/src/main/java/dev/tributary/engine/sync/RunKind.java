package dev.tributary.engine.sync;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What a run was asked to do. */
public enum RunKind {
    /** Incremental where the connector can and a full listing is not due, else full. */
    SYNC("sync"),
    /** Lists everything. */
    FULL("full"),
    /** Lists everything, and fetches unchanged documents again. */
    REREAD("reread"),
    /** Lists and classifies, writes no document. */
    PREVIEW("preview"),
    /** Removes what a person has looked at. */
    APPLY_REMOVALS("applyRemovals");

    private final String wire;

    RunKind(String wire) {
        this.wire = wire;
    }

    /** Its name in the API and in the database. */
    @JsonValue
    public String wire() {
        return wire;
    }

    /** Whether it tells whether the source can be synced: others leave back-off, cause and schedule as they are. */
    boolean isSync() {
        return switch (this) {
            case SYNC, FULL, REREAD -> true;
            case PREVIEW, APPLY_REMOVALS -> false;
        };
    }

    public static Optional<RunKind> parse(String wire) {
        return Arrays.stream(values()).filter(kind -> kind.wire.equals(wire)).findFirst();
    }
}
