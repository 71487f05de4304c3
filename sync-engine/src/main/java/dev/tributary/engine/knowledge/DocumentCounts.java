package dev.tributary.engine.knowledge;

import io.r2dbc.spi.Readable;
import java.util.Objects;

/**
 * Documents by state; each is in one. A held one is, besides, in the state it has apart from that.
 *
 * @param pending known, but not searchable in the version the source has
 * @param failed could not be read and will be tried again
 * @param removed gone from the source, to be purged
 * @param heldRemovals how many removals wait for a person's decision
 */
public record DocumentCounts(
        long indexed,
        long pending,
        long failed,
        long skipped,
        long filtered,
        long excluded,
        long removed,
        long heldRemovals) {

    /**
     * A subquery that counts those of the connector {@code c}. How many there are in all is known, and only what is not simply
     * there is looked at, by the indexes that hold nothing else.
     */
    static final String OF_CONNECTOR = """
            SELECT every.n - aside.n - (due.n - aside.due) - unindexed.n AS indexed,
              due.n - aside.due - failed.n + unindexed.n AS pending,
              failed.n AS failed, aside.skipped, aside.filtered, aside.excluded, aside.removed
            FROM (SELECT coalesce(sum(t.documents), 0)::bigint AS n FROM document_total t WHERE t.connector_id = c.id) every
            CROSS JOIN (SELECT count(*) AS n, count(d.fetch_due) AS due, %2$s
              FROM document d WHERE d.connector_id = c.id AND %1$s) aside
            CROSS JOIN (SELECT count(*) AS n FROM document d
              WHERE d.connector_id = c.id AND d.attempts > 0 AND d.fetch_due IS NOT NULL AND NOT %1$s) failed
            CROSS JOIN (SELECT count(*) AS n FROM document d
              WHERE d.connector_id = c.id AND d.fetch_due IS NOT NULL) due
            CROSS JOIN (SELECT count(*) AS n FROM document d
              WHERE d.connector_id = c.id AND d.index_queue IS NOT NULL AND d.fetch_due IS NULL AND NOT %1$s) unindexed""".formatted(DocumentState.ASIDE, aside());

    /** The same for those of the knowledge base {@code kb} whose connector is gone; they are read no more. */
    static final String DETACHED = """
            SELECT count(*) AS n, count(*) FILTER (WHERE d.index_queue IS NOT NULL AND NOT %s) AS pending, %s
            FROM document d WHERE d.knowledge_base_id = kb.id AND d.detached
              AND NOT EXISTS (SELECT FROM connector owner WHERE owner.id = d.connector_id)""".formatted(DocumentState.ASIDE, aside());

    private static String aside() {
        return """
                count(*) FILTER (WHERE d.excluded_at IS NOT NULL) AS excluded,
                count(*) FILTER (WHERE d.excluded_at IS NULL AND d.tombstoned_at IS NOT NULL) AS removed,
                count(*) FILTER (WHERE d.excluded_at IS NULL AND d.tombstoned_at IS NULL
                  AND d.disposition = 'skipped') AS skipped,
                count(*) FILTER (WHERE d.excluded_at IS NULL AND d.tombstoned_at IS NULL
                  AND d.disposition = 'filtered') AS filtered""";
    }

    /** Reads a row with columns of these names; that of the last one is {@code held_removals}. */
    static DocumentCounts of(Readable row) {
        return new DocumentCounts(
                number(row, "indexed"),
                number(row, "pending"),
                number(row, "failed"),
                number(row, "skipped"),
                number(row, "filtered"),
                number(row, "excluded"),
                number(row, "removed"),
                number(row, "held_removals"));
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class), column);
    }
}
