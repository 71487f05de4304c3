package dev.tributary.engine.sync;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What must hold after every run, whatever happened in it, as far as the database can tell. Each query counts what breaks a
 * rule, over all that is stored. Thread-safe.
 */
@Component
public final class SyncInvariants {

    /** A rule that is broken, and how often. */
    public record Violation(String what, long rows) {}

    private static final Map<String, String> BROKEN = broken();

    private final DatabaseClient db;

    SyncInvariants(DatabaseClient db) {
        this.db = db;
    }

    private static Map<String, String> broken() {
        var all = new LinkedHashMap<String, String>();
        putOfDocuments(all);
        putOfRuns(all);
        return all;
    }

    private static void putOfDocuments(Map<String, String> all) {
        all.put("connectors whose documents are miscounted", """
                FROM (SELECT connector_id, count(*) AS n FROM document GROUP BY connector_id) d
                FULL JOIN document_total t USING (connector_id) WHERE d.n IS DISTINCT FROM t.documents""");
        all.put("chunks without a document", "FROM chunk c WHERE " + withoutDocument("c"));
        all.put("search rows without a document", "FROM chunk_search c WHERE " + withoutDocument("c"));
        all.put("contents without a document", "FROM document_content c WHERE " + withoutDocument("c"));
        all.put("search rows without their chunk", """
                FROM chunk_search s WHERE s.chunk_id IS NOT NULL
                AND NOT EXISTS (SELECT FROM chunk c WHERE c.id = s.chunk_id AND c.document_id = s.document_id)""");
        all.put("chunks that are not found once", """
                FROM chunk c WHERE (SELECT count(*) FROM chunk_search s
                WHERE s.document_id = c.document_id AND s.chunk_id = c.id) <> 1""");
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
    }

    private static void putOfRuns(Map<String, String> all) {
        all.put("buckets below zero", """
                FROM sync_run WHERE least(added, updated, moved, unchanged, skipped, filtered, excluded, failed,
                duplicates) < 0""");
        all.put("ended runs without an end, or begun ones with one", """
                FROM sync_run WHERE (ended_at IS NULL) <> (state IN ('queued', 'running'))""");
        all.put("documents hidden by a listing that was incomplete or not full", """
                FROM document d JOIN listing l ON l.id = d.tombstone_listing
                WHERE l.incomplete_reason IS NOT NULL OR l.kind <> 'full'""");
        all.put("listings whose place is past a page that is not stored", """
                FROM listing l WHERE l.kind <> 'changes'
                AND l.pages <> (SELECT count(*) FROM listing_page p WHERE p.listing_id = l.id)""");
        all.put("runs under way without the lease of their connector", """
                FROM sync_run r JOIN connector c ON c.id = r.connector_id
                WHERE r.state = 'running' AND c.lease_token IS DISTINCT FROM r.lease_token""");
        all.put("documents left in the middle of a move", "FROM document WHERE external_id LIKE 'moving %'");
        all.put("hidden documents that are to be fetched", """
                FROM document WHERE tombstoned_at IS NOT NULL AND fetch_due IS NOT NULL""");
    }

    private static String withoutDocument(String table) {
        return "NOT EXISTS (SELECT FROM document d WHERE d.id = %s.document_id)".formatted(table);
    }

    /** What does not hold, in the order of the rules. */
    public Flux<Violation> violations() {
        return Flux.fromIterable(BROKEN.entrySet())
                .concatMap(rule -> rows(rule.getValue()).map(rows -> new Violation(rule.getKey(), rows)))
                .filter(violation -> violation.rows() > 0);
    }

    private Mono<Long> rows(String query) {
        return db.sql("SELECT count(*) " + query)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
    }
}
