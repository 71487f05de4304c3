package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;

/** What must hold after every run, whatever happened in it. Each query counts what breaks a rule. */
final class SyncInvariants {

    private static final Map<String, String> BROKEN = broken();

    private SyncInvariants() {}

    private static Map<String, String> broken() {
        var all = new LinkedHashMap<String, String>();
        all.put("chunks without a document", "FROM chunk c WHERE " + withoutDocument("c"));
        all.put("search rows without a document", "FROM chunk_search c WHERE " + withoutDocument("c"));
        all.put("contents without a document", "FROM document_content c WHERE " + withoutDocument("c"));
        all.put("search rows without their chunk", """
                FROM chunk_search s WHERE s.chunk_id IS NOT NULL
                AND NOT EXISTS (SELECT FROM chunk c WHERE c.id = s.chunk_id AND c.document_id = s.document_id)""");
        all.put("chunks that are not found once", """
                FROM chunk c WHERE (SELECT count(*) FROM chunk_search s WHERE s.chunk_id = c.id) <> 1""");
        all.put("indexed documents whose title is not found once", """
                FROM document d WHERE d.indexed_version IS NOT NULL AND (SELECT count(*) FROM chunk_search s
                WHERE s.document_id = d.id AND s.chunk_id IS NULL) <> 1""");
        all.put("titles found as they were", """
                FROM document d JOIN chunk_search s ON s.document_id = d.id AND s.chunk_id IS NULL
                JOIN knowledge_base kb ON kb.id = d.knowledge_base_id
                WHERE NOT d.index_due AND s.terms <> setweight(to_tsvector(kb.search_config, d.title), 'A')""");
        all.put("stored versions without content", """
                FROM document d WHERE d.content_version IS NOT NULL
                AND NOT EXISTS (SELECT FROM document_content c WHERE c.document_id = d.id)""");
        all.put("documents indexed in another version than stored, and not due", """
                FROM document d WHERE NOT d.index_due AND d.indexed_version IS DISTINCT FROM d.content_version""");
        all.put("wanted documents that nobody will fetch", """
                FROM document d WHERE d.disposition = 'wanted' AND d.fetch_due IS NULL AND d.tombstoned_at IS NULL
                AND d.excluded_at IS NULL AND d.content_version IS DISTINCT FROM d.source_version""");
        all.put("buckets below zero", """
                FROM sync_run WHERE least(added, updated, moved, unchanged, skipped, filtered, excluded, failed,
                duplicates) < 0""");
        all.put("ended runs without an end, or begun ones with one", """
                FROM sync_run WHERE (ended_at IS NULL) <> (state IN ('queued', 'running'))""");
        return all;
    }

    private static String withoutDocument(String table) {
        return "NOT EXISTS (SELECT FROM document d WHERE d.id = %s.document_id)".formatted(table);
    }

    static void hold(DatabaseClient db) {
        BROKEN.forEach((what, query) -> assertThat(SyncRig.wait(db.sql("SELECT count(*) " + query)
                        .map(row -> row.get(0, Long.class))
                        .one()))
                .as(what)
                .isZero());
    }
}
