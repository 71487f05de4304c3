package dev.tributary.engine.knowledge;

import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Carries out the deletion of a connector (D8): its documents, hidden since a person asked for it, go in batches, or stay
 * as documents of nobody; then its row goes, and the knowledge base if that is to be deleted and this was its last.
 */
@Component
public final class ConnectorDeletion {

    private static final int BATCH = 2_000;

    private final DatabaseClient db;
    private final TransactionalOperator transaction;
    private final DetachedDocuments detached;

    ConnectorDeletion(DatabaseClient db, TransactionalOperator transaction, DetachedDocuments detached) {
        this.db = db;
        this.transaction = transaction;
        this.detached = detached;
    }

    /** Does nothing for a connector that is not to be deleted. A crash half-way leaves work for the next call. */
    public Mono<Void> carryOut(long connector) {
        return db.sql("SELECT delete_documents FROM connector WHERE id = :id AND state = 'deleting'")
                .bind("id", connector)
                .map(row -> Boolean.TRUE.equals(row.get(0, Boolean.class)))
                .one()
                .flatMap(deletes -> Flux.defer(() -> batch(connector, deletes))
                        .repeat()
                        .takeUntil(documents -> documents == 0)
                        .then(withKnowledgeBase(connector)));
    }

    private Mono<Long> batch(long connector, boolean deletes) {
        var picked = """
                WITH picked AS MATERIALIZED (
                  SELECT id FROM document WHERE connector_id = :id AND NOT detached ORDER BY id LIMIT :batch)""";
        var delete = """
                , search AS (DELETE FROM chunk_search s USING picked WHERE s.document_id = picked.id),
                chunks AS (DELETE FROM chunk c USING picked WHERE c.document_id = picked.id),
                content AS (DELETE FROM document_content c USING picked WHERE c.document_id = picked.id),
                gone AS (DELETE FROM document d USING picked WHERE d.id = picked.id RETURNING d.id)
                SELECT count(*) FROM gone""";
        var detach = """
                , kept AS (
                  UPDATE document d SET detached = true, fetch_due = NULL,
                    index_due = d.index_due OR d.indexed_version IS NULL FROM picked
                  WHERE d.id = picked.id RETURNING d.id)
                SELECT count(*) FROM kept""";
        return db.sql(picked + (deletes ? delete : detach))
                .bind("id", connector)
                .bind("batch", BATCH)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()
                .as(transaction::transactional);
    }

    private Mono<Void> withKnowledgeBase(long connector) {
        return db.sql("""
                        SELECT kb.id, kb.deleting FROM connector c JOIN knowledge_base kb ON kb.id = c.knowledge_base_id
                        WHERE c.id = :id""")
                .bind("id", connector)
                .map(row -> new Owner(
                        Objects.requireNonNull(row.get("id", Long.class)),
                        Boolean.TRUE.equals(row.get("deleting", Boolean.class))))
                .one()
                .flatMap(owner -> (owner.goes() ? detached.delete(owner.knowledgeBase()) : Mono.<Void>empty())
                        .then(deleteRow(connector, owner)));
    }

    private record Owner(long knowledgeBase, boolean goes) {}

    /** The lock lets one of two last connectors see that the other is gone. */
    private Mono<Void> deleteRow(long connector, Owner owner) {
        return run("SELECT id FROM knowledge_base WHERE id = :id FOR UPDATE", owner.knowledgeBase())
                .then(run("DELETE FROM connector WHERE id = :id", connector))
                .then(run("""
                        DELETE FROM knowledge_base kb WHERE kb.id = :id AND kb.deleting
                          AND NOT EXISTS (SELECT 1 FROM connector c WHERE c.knowledge_base_id = kb.id)""", owner.knowledgeBase()))
                .as(transaction::transactional);
    }

    private Mono<Void> run(String sql, long id) {
        return db.sql(sql).bind("id", id).then();
    }
}
