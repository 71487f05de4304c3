package dev.tributary.engine.sync;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is stored of a connector at one moment. */
record Snapshot(
        Map<String, Row> documents,
        Runs runs,
        Optional<Checkpoint> listing,
        boolean suspect,
        String memory,
        Youngest youngest) {

    /**
     * A document.
     *
     * @param due whether it waits to be fetched
     * @param leftOver whether it waits to be fetched for the first time, or to be searchable
     * @param whole a digest of all columns
     * @param stored the same without those that tell whether what is stored is searchable yet; of excluded documents
     */
    record Row(
            long id,
            String externalId,
            String sourceVersion,
            String contentVersion,
            String disposition,
            boolean due,
            boolean leftOver,
            boolean excluded,
            boolean tombstoned,
            boolean kept,
            String whole,
            String stored) {

        boolean isLive() {
            return !tombstoned && !excluded;
        }
    }

    record Checkpoint(String kind, Optional<Integer> cursor, boolean ended, boolean incomplete, boolean rereads) {}

    /** How a document went, or moved. */
    record Event(String kind, String detail, long document) {
        private static Event parse(String text) {
            var parts = text.split("\\|", 3);
            return new Event(parts[1], parts.length > 2 ? parts[2] : "", Long.parseLong(parts[0]));
        }
    }

    /** What the youngest run that began came to. */
    record Youngest(String summary, List<Event> events) {}

    /** @param begun the youngest run that began, and its state */
    record Runs(Map<Long, String> states, long begun) {

        boolean has(RunState state) {
            return states.containsValue(state.wire());
        }

        String lastState() {
            return states.getOrDefault(begun, "none");
        }
    }

    private static final String REST = """
            SELECT concat_ws(' ', suspect_listing IS NOT NULL, watermark, c.feed_token, last_full_at,
                (SELECT string_agg(document_id::text, ',' ORDER BY document_id) FROM held_removal h
                  WHERE h.connector_id = c.id)) AS memory,
              ARRAY(SELECT concat_ws(' ', id, state, 'begun ' || started_at) FROM sync_run r
                WHERE r.connector_id = c.id) AS runs,
              l.kind, l.cursor, l.ended, l.incomplete_reason, l.reread, y.summary,
              ARRAY(SELECT concat_ws('|', document_id, e.kind, detail) FROM document_event e
                WHERE run_id = y.id AND e.kind IN ('tombstoned', 'purged', 'moved')) AS events
            FROM connector c LEFT JOIN listing l ON l.connector_id = c.id AND l.kind <> 'preview'
            LEFT JOIN LATERAL (
              SELECT id, concat_ws(' ', state, 'listed', listed, 'added', added, 'updated', updated, 'moved', moved,
                'unchanged', unchanged, 'failed', failed, 'duplicates', duplicates, 'fetched', fetched,
                'tombstoned', tombstoned, 'purged', purged, 'restored', restored, 'held', held,
                error ->> 'message') AS summary FROM sync_run r
              WHERE r.connector_id = c.id AND started_at IS NOT NULL ORDER BY id DESC LIMIT 1) y ON true
            WHERE c.id = ?""";

    private static final String DOCUMENTS = """
            SELECT id, external_id, source_version, content_version, disposition, fetch_due IS NOT NULL AS due,
              fetch_due IS NOT NULL AND attempts = 0 OR index_due AS left_over,
              excluded_at IS NOT NULL AS excluded, tombstoned_at IS NOT NULL AS tombstoned, kept,
              md5(d::text) AS whole, CASE WHEN excluded_at IS NOT NULL THEN md5((to_jsonb(d) - ARRAY['index_due',
                'index_queue', 'indexed_version'])::text) ELSE '' END AS stored
            FROM document d WHERE connector_id = ?""";

    static Snapshot of(JdbcClient db, long connector) {
        var documents = db.sql(DOCUMENTS)
                .param(connector)
                .query((row, _) -> document(row))
                .list();
        return db.sql(REST)
                .param(connector)
                .query((row, _) -> snapshot(row, documents))
                .single();
    }

    private static Snapshot snapshot(ResultSet row, List<Row> documents) throws SQLException {
        var memory = row.getString("memory");
        return new Snapshot(
                documents.stream().collect(Collectors.toMap(Row::externalId, Function.identity())),
                runs((String[]) row.getArray("runs").getArray()),
                text(row, "kind").isEmpty() ? Optional.empty() : Optional.of(checkpoint(row)),
                memory.startsWith("t"),
                memory,
                new Youngest(
                        text(row, "summary"),
                        Arrays.stream((String[]) row.getArray("events").getArray())
                                .map(Event::parse)
                                .toList()));
    }

    Map<Long, Row> byId() {
        return documents.values().stream().collect(Collectors.toMap(Row::id, Function.identity()));
    }

    long owned() {
        return documents.values().stream()
                .filter(row -> row.isLive() && !row.kept())
                .count();
    }

    /** All that a run may not touch if it is only to look. */
    String fingerprint() {
        return documents.values().stream().map(Row::whole).sorted().toList() + memory + listing;
    }

    private static Row document(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("id"),
                row.getString("external_id"),
                row.getString("source_version"),
                text(row, "content_version"),
                row.getString("disposition"),
                row.getBoolean("due"),
                row.getBoolean("left_over"),
                row.getBoolean("excluded"),
                row.getBoolean("tombstoned"),
                row.getBoolean("kept"),
                row.getString("whole"),
                row.getString("stored"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        @Nullable String value = row.getString(column);
        return value == null ? "" : value;
    }

    private static Checkpoint checkpoint(ResultSet row) throws SQLException {
        var cursor = text(row, "cursor");
        return new Checkpoint(
                row.getString("kind"),
                cursor.isEmpty() ? Optional.empty() : Optional.of(Integer.parseInt(cursor)),
                row.getBoolean("ended"),
                !text(row, "incomplete_reason").isEmpty(),
                row.getBoolean("reread"));
    }

    private static Runs runs(String[] rows) {
        var states = new HashMap<Long, String>();
        var begun = 0L;
        for (var row : rows) {
            var parts = row.split(" ", 3);
            var id = Long.parseLong(parts[0]);
            states.put(id, parts[1]);
            begun = parts.length > 2 ? Math.max(begun, id) : begun;
        }
        return new Runs(states, begun);
    }
}
