package dev.tributary.engine.knowledge;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a document stands, in a word. The first that holds, in this order; each has its condition on {@code d}. */
public enum DocumentState {
    /** By a person: hidden, and left alone by runs (D7). */
    EXCLUDED("d.excluded_at IS NOT NULL AND " + DocumentState.ASIDE),
    /** Hidden since a complete listing left it out, or the source reported it gone (D2). */
    REMOVED("d.tombstoned_at IS NOT NULL AND " + DocumentState.ASIDE),
    /** Still there: a person decides whether it goes (D4). */
    HELD("d.id IN (SELECT h.document_id FROM held_removal h WHERE h.connector_id = d.connector_id)"),
    /** Left out by a rule of the settings. */
    FILTERED("d.disposition = 'filtered' AND " + DocumentState.ASIDE),
    /** It has nothing that could be indexed, or is too large. */
    SKIPPED("d.disposition = 'skipped' AND " + DocumentState.ASIDE),
    /** It could not be read, and is tried again (L9). Its last good content stays searchable. */
    FAILED("d.attempts > 0 AND d.fetch_due IS NOT NULL"),
    /** Its newest version is not searchable yet. */
    PENDING("(d.fetch_due IS NOT NULL OR d.index_due OR d.indexed_version IS NULL)"),
    INDEXED("d.indexed_version IS NOT NULL");

    /** Says to PostgreSQL that the partial index holds all of these. */
    static final String ASIDE =
            "(d.tombstoned_at IS NOT NULL OR d.excluded_at IS NOT NULL OR d.disposition <> 'wanted')";

    private final String condition;

    DocumentState(String condition) {
        this.condition = condition;
    }

    /** Its name in the API. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DocumentState> parse(String wire) {
        return Arrays.stream(values())
                .filter(state -> state.wire().equals(wire))
                .findFirst();
    }

    /** The SQL condition for this and none of the states before it. */
    String condition() {
        return Arrays.stream(values())
                .filter(state -> state.compareTo(this) < 0)
                .map(state -> " AND NOT (%s)".formatted(state.condition))
                .collect(Collectors.joining("", condition, ""));
    }

    /** The same for lists of many documents, in a form for which there are indexes. */
    String listed() {
        return condition().replace(PENDING.condition, "(d.fetch_due IS NOT NULL OR d.index_queue IS NOT NULL)");
    }

    /** An SQL expression for the name of the state. */
    static String expression() {
        return Arrays.stream(values())
                .map(state -> "WHEN %s THEN '%s'".formatted(state.condition, state.wire()))
                .collect(Collectors.joining(" ", "CASE ", " END"));
    }
}
