package dev.tributary.engine.sync;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What must hold of the rows of a connector at every moment, whatever was killed. */
final class StoredRules {

    private static final String VIOLATIONS = """
            WITH d AS MATERIALIZED (SELECT * FROM document WHERE connector_id = :c),
            content AS MATERIALIZED (
              SELECT document_id, length(markdown) AS size,
                encode(sha256(convert_to(markdown, 'UTF8')), 'hex') AS digest
              FROM document_content WHERE document_id >= :first),
            chunks AS MATERIALIZED (SELECT id, document_id FROM chunk WHERE document_id >= :first),
            search AS MATERIALIZED (SELECT document_id, chunk_id FROM chunk_search WHERE document_id >= :first)
            SELECT what, n FROM (
              SELECT 'content without document' AS what, count(*) AS n FROM content
                WHERE document_id NOT IN (SELECT id FROM d)
              UNION ALL SELECT 'chunks without document', count(*) FROM chunks
                WHERE document_id NOT IN (SELECT id FROM d)
              UNION ALL SELECT 'search rows without document', count(*) FROM search
                WHERE document_id NOT IN (SELECT id FROM d)
              UNION ALL SELECT 'chunks that are not searched exactly once', count(*) FROM (
                SELECT id FROM chunks c LEFT JOIN search s ON s.chunk_id = c.id
                GROUP BY c.id HAVING count(s.chunk_id) <> 1) x
              UNION ALL SELECT 'search rows of chunks that are gone', count(*) FROM search
                WHERE chunk_id IS NOT NULL AND chunk_id NOT IN (SELECT id FROM chunks)
              UNION ALL SELECT 'content version without content, or the reverse', count(*) FROM d
                WHERE (content_version IS NULL) = (id IN (SELECT document_id FROM content))
              UNION ALL SELECT 'contents of another size than noted', count(*) FROM d
                JOIN content c ON c.document_id = d.id WHERE c.size <> d.content_size
              UNION ALL SELECT 'contents of another digest than noted', count(*) FROM d
                JOIN content c ON c.document_id = d.id WHERE c.digest <> d.content_digest
              UNION ALL SELECT 'indexed documents without one searched title', count(*) FROM d
                WHERE (indexed_version IS NOT NULL)::int <>
                  (SELECT count(*) FROM search s WHERE s.document_id = d.id AND s.chunk_id IS NULL)
              UNION ALL SELECT 'documents with chunks that are not indexed', count(*) FROM d
                WHERE indexed_version IS NULL AND id IN (SELECT document_id FROM chunks)
              UNION ALL SELECT 'documents indexed in another version than stored', count(*) FROM d
                WHERE NOT index_due AND indexed_version IS DISTINCT FROM content_version
              UNION ALL SELECT 'documents to be indexed without content', count(*) FROM d
                WHERE index_due AND content_version IS NULL
              UNION ALL SELECT 'tombstoned documents to be fetched', count(*) FROM d
                WHERE tombstoned_at IS NOT NULL AND fetch_due IS NOT NULL
              UNION ALL SELECT 'documents left in the middle of a move', count(*) FROM d
                WHERE external_id LIKE 'moving %'
              UNION ALL SELECT 'held removals of no document', count(*) FROM held_removal
                WHERE connector_id = :c AND document_id NOT IN (SELECT id FROM d)
              UNION ALL SELECT 'runs with negative counts', count(*) FROM sync_run
                WHERE connector_id = :c AND least(listed, added, updated, moved, unchanged, skipped, filtered,
                  excluded, failed, duplicates, refreshed, fetched, indexed, tombstoned, purged, restored) < 0
              UNION ALL SELECT 'documents in buckets that the run did not count', count(*) FROM (
                SELECT 1 FROM d JOIN sync_run r ON r.id = d.bucket_run
                WHERE r.id = (SELECT max(id) FROM sync_run WHERE connector_id = :c AND started_at IS NOT NULL)
                GROUP BY r.id HAVING count(*) FILTER (WHERE bucket = 'added') > r.added
                  OR count(*) FILTER (WHERE bucket = 'updated') > r.updated
                  OR count(*) FILTER (WHERE bucket = 'moved') > r.moved
                  OR count(*) FILTER (WHERE bucket = 'unchanged') > r.unchanged
                  OR count(*) FILTER (WHERE bucket = 'failed') > r.failed) x
              UNION ALL SELECT 'runs under way at once', count(*) FROM sync_run
                WHERE connector_id = :c AND state = 'running' HAVING count(*) > 1
              UNION ALL SELECT 'runs under way without a lease', count(*) FROM sync_run r
                WHERE connector_id = :c AND state = 'running' AND NOT EXISTS (
                  SELECT FROM connector c WHERE c.id = :c AND c.lease_token = r.lease_token)
              UNION ALL SELECT 'runs that failed by a defect of ours', count(*) FROM sync_run
                WHERE connector_id = :c AND error ->> 'kind' = 'internal'
            ) v WHERE n > 0""";

    private StoredRules() {}

    /** What does not hold. */
    static List<String> broken(JdbcClient db, long connector, long firstDocument) {
        return db.sql(VIOLATIONS)
                .param("c", connector)
                .param("first", firstDocument)
                .query((row, _) -> row.getString("what") + ": " + row.getLong("n"))
                .list();
    }
}
