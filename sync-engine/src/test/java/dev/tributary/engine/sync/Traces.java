package dev.tributary.engine.sync;

import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything that runs of a connector leave in the database, as a digest of each table. */
record Traces(TreeMap<String, String> digests) {

    private static final List<String> OF_DOCUMENTS = List.of(
            "document WHERE connector_id = :c",
            "document_content WHERE document_id >= :first",
            "chunk WHERE document_id >= :first",
            "chunk_search WHERE document_id >= :first",
            "document_event WHERE connector_id = :c",
            "purged_document WHERE connector_id = :c",
            "held_removal WHERE connector_id = :c",
            "document_total WHERE connector_id = :c");

    private static final List<String> OF_RUNS = List.of(
            "connector WHERE id = :c",
            "sync_run WHERE connector_id = :c",
            "listing WHERE connector_id = :c",
            "listing_page WHERE listing_id IN (SELECT id FROM listing WHERE connector_id = :c)",
            "listing_missing WHERE listing_id IN (SELECT id FROM listing WHERE connector_id = :c)");

    /** Of documents and all that belongs to them. */
    static Traces ofDocuments(JdbcClient db, long connector, long firstDocument) {
        var traces = new Traces(new TreeMap<>());
        traces.read(db, OF_DOCUMENTS, connector, firstDocument);
        return traces;
    }

    /** Of documents, and of the runs that read them. */
    static Traces ofAll(JdbcClient db, long connector, long firstDocument) {
        var traces = ofDocuments(db, connector, firstDocument);
        traces.read(db, OF_RUNS, connector, firstDocument);
        return traces;
    }

    private void read(JdbcClient db, List<String> tables, long connector, long firstDocument) {
        var sql = String.join(
                " UNION ALL ",
                tables.stream()
                        .map(table ->
                                "SELECT '%s' AS part, coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '') AS digest FROM (SELECT * FROM %s) t"
                                        .formatted(table.substring(0, table.indexOf(' ')), table))
                        .toList());
        db.sql(sql).param("c", connector).param("first", firstDocument).query(row -> {
            digests.put(row.getString("part"), row.getString("digest"));
        });
    }

    /** The tables that are not as they were. */
    List<String> changedUntil(Traces later) {
        return digests.keySet().stream()
                .filter(table ->
                        !Objects.equals(digests.get(table), later.digests().get(table)))
                .toList();
    }
}
