package dev.tributary.engine.knowledge;

import java.util.Locale;

/** What people do with documents. */
public enum DocumentDeed {
    /** Hides it at once; runs neither remove nor restore it (D7). */
    EXCLUDE("excluded", "excluded_at = :now, updated_at = :now"),
    /**
     * Shows an excluded or removed one again. What changed in the meantime may not be listed again, so the content of an
     * excluded one is read anew. A removed one stays until the source lists it again: the next listing without it does not
     * remove it.
     */
    RESTORE("restored", """
            kept = kept OR tombstoned_at IS NOT NULL,
            fetch_due = CASE WHEN disposition = 'wanted' AND NOT detached
                AND (tombstoned_at IS NULL OR content_version IS DISTINCT FROM source_version) THEN :now END,
            excluded_at = NULL, tombstoned_at = NULL, tombstone_listing = NULL, updated_at = :now"""),
    /** Tries one again now that could not be read (L9). */
    RETRY("retried", "fetch_due = :now");

    private final String event;
    private final String change;

    DocumentDeed(String event, String change) {
        this.event = event;
        this.change = change;
    }

    /** What histories and the audit log call it. */
    String event() {
        return event;
    }

    /** What it sets in a row of {@code document}; needs {@code :now}. */
    String change() {
        return change;
    }

    /** Whether nothing is left to do. */
    boolean isDone(DocumentState state) {
        return this == EXCLUDE && state == DocumentState.EXCLUDED;
    }

    boolean appliesTo(DocumentState state, boolean detached) {
        return switch (this) {
            case EXCLUDE -> true;
            case RESTORE -> state == DocumentState.EXCLUDED || state == DocumentState.REMOVED;
            case RETRY -> state == DocumentState.FAILED && !detached;
        };
    }

    /** Its name in the API. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
