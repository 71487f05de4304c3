package dev.tributary.engine.knowledge;

import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The documents of nobody: their connector was deleted, they were kept (D8). */
@Component
final class DetachedDocuments {

    private static final int BATCH = 2_000;

    private final DatabaseClient db;

    DetachedDocuments(DatabaseClient db) {
        this.db = db;
    }

    /** Deletes those of a knowledge base in batches, leaving to others what they delete at the same time. */
    Mono<Void> delete(long knowledgeBase) {
        return Flux.defer(() -> batch(knowledgeBase))
                .repeat()
                .takeUntil(documents -> documents == 0)
                .then();
    }

    private Mono<Long> batch(long knowledgeBase) {
        return db.sql("""
                        WITH picked AS MATERIALIZED (
                          SELECT id FROM document WHERE knowledge_base_id = :kb AND detached
                          ORDER BY id LIMIT :batch FOR UPDATE SKIP LOCKED),
                        search AS (DELETE FROM chunk_search s USING picked WHERE s.document_id = picked.id),
                        chunks AS (DELETE FROM chunk c USING picked WHERE c.document_id = picked.id),
                        content AS (DELETE FROM document_content c USING picked WHERE c.document_id = picked.id),
                        gone AS (DELETE FROM document d USING picked WHERE d.id = picked.id RETURNING d.id)
                        SELECT count(*) FROM gone""")
                .bind("kb", knowledgeBase)
                .bind("batch", BATCH)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
    }
}
