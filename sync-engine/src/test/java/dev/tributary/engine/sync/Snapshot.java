package dev.tributary.engine.sync;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is stored of a connector at one moment. */
record Snapshot(Map<String, Row> documents, Runs runs, Optional<Checkpoint> listing, boolean suspect, String memory) {

    /**
     * A document.
     *
     * @param due whether it waits to be fetched
     * @param whole a digest of all columns
     * @param stored the same without those that tell whether what is stored is searchable yet
     */
    record Row(
            long id,
            String externalId,
            String sourceVersion,
            String contentVersion,
            String disposition,
            boolean due,
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

    /** @param begun the youngest run that began, and its state */
    record Runs(Map<Long, String> states, long begun) {

        boolean has(RunState state) {
            return states.containsValue(state.wire());
        }

        String lastState() {
            return states.getOrDefault(begun, "none");
        }
    }

    static Snapshot of(JdbcClient db, long connector) {
        var documents =
                db.sql("""
                        SELECT d.*, md5(d::text) AS whole, md5((to_jsonb(d) - ARRAY['index_due', 'index_queue',
                          'indexed_version'])::text) AS stored FROM document d WHERE connector_id = ?""").param(connector).query((row, _) -> document(row)).list();
        var listing = db.sql("SELECT * FROM listing WHERE connector_id = ? AND kind <> 'preview'")
                .param(connector)
                .query((row, _) -> checkpoint(row))
                .optional();
        var memory = db.sql("""
                        SELECT concat_ws(' ', suspect_listing IS NOT NULL, watermark, feed_token, last_full_at,
                          (SELECT string_agg(document_id::text, ',' ORDER BY document_id) FROM held_removal h
                            WHERE h.connector_id = c.id)) FROM connector c WHERE id = ?""").param(connector).query(String.class).single();
        return new Snapshot(
                documents.stream().collect(Collectors.toMap(Row::externalId, Function.identity())),
                runs(db, connector),
                listing,
                memory.startsWith("t"),
                memory);
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
                row.getTimestamp("fetch_due") != null,
                row.getTimestamp("excluded_at") != null,
                row.getTimestamp("tombstoned_at") != null,
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

    private static Runs runs(JdbcClient db, long connector) {
        record Run(long id, String state, boolean begun) {}
        List<Run> all = db.sql("SELECT id, state, started_at IS NOT NULL AS begun FROM sync_run WHERE connector_id = ?")
                .param(connector)
                .query((row, _) -> new Run(row.getLong(1), row.getString(2), row.getBoolean(3)))
                .list();
        return new Runs(
                all.stream().collect(Collectors.toMap(Run::id, Run::state)),
                all.stream().filter(Run::begun).mapToLong(Run::id).max().orElse(0));
    }
}
