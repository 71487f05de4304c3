package dev.tributary.engine.knowledge;

import dev.tributary.engine.identity.Actor;
import dev.tributary.engine.identity.Audit;
import dev.tributary.engine.identity.TokenScope;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The knowledge bases there are; one that is being deleted is none any more. A name that is taken is a
 * {@link org.springframework.dao.DuplicateKeyException}. Thread-safe.
 */
@Component
public final class KnowledgeBases {

    private static final String CONNECTORS = """
            SELECT n.*, synced.at AS synced_at,
              (SELECT count(*) FROM held_removal h WHERE h.connector_id = c.id) AS held,
              c.state <> 'deleting' AND (c.state = 'disabled' OR coalesce(n.failed > 0, false)
                OR EXISTS (SELECT FROM held_removal h WHERE h.connector_id = c.id)
                OR c.state = 'active' AND (c.awaits_credential OR coalesce(c.waiting_for LIKE 'waiting for %%', false)
                  OR coalesce(ended.state = 'failed', false))) AS problem
            FROM connector c
            LEFT JOIN LATERAL (%s) n ON NOT (c.state = 'deleting' AND c.delete_documents)
            LEFT JOIN LATERAL (SELECT r.state FROM sync_run r WHERE r.connector_id = c.id AND r.kind <> 'preview'
              AND r.ended_at IS NOT NULL ORDER BY r.id DESC LIMIT 1) ended ON true
            LEFT JOIN LATERAL (SELECT r.ended_at AS at FROM sync_run r WHERE r.connector_id = c.id AND r.kind <> 'preview'
              AND r.state IN ('completed', 'partial') ORDER BY r.id DESC LIMIT 1) synced ON true
            WHERE c.knowledge_base_id = kb.id AND c.state <> 'draft'""".formatted(DocumentCounts.OF_CONNECTOR);

    static final String SELECT = """
            SELECT kb.id, kb.name, kb.description, kb.created_at, own.connectors, own.synced_at, own.problems,
              own.indexed + left_over.n - left_over.pending - left_over.skipped - left_over.filtered
                - left_over.excluded - left_over.removed AS indexed,
              own.pending + left_over.pending AS pending, own.failed, own.skipped + left_over.skipped AS skipped,
              own.filtered + left_over.filtered AS filtered, own.excluded + left_over.excluded AS excluded,
              own.removed + left_over.removed AS removed, own.held AS held_removals
            FROM knowledge_base kb
            CROSS JOIN LATERAL (
              SELECT count(*) AS connectors, max(synced_at) AS synced_at, count(*) FILTER (WHERE problem) AS problems,
                %s FROM (%s) each) own
            CROSS JOIN LATERAL (%s) left_over
            WHERE NOT kb.deleting AND\s""".formatted(
                    Stream.of("indexed", "pending", "failed", "skipped", "filtered", "excluded", "removed", "held")
                            .map("coalesce(sum(%1$s), 0)::bigint AS %1$s"::formatted)
                            .collect(Collectors.joining(", ")),
                    CONNECTORS,
                    DocumentCounts.DETACHED);

    private final DatabaseClient db;
    private final TransactionalOperator transaction;
    private final DetachedDocuments detached;
    private final Audit audit;
    private final Clock clock;

    KnowledgeBases(
            DatabaseClient db,
            TransactionalOperator transaction,
            DetachedDocuments detached,
            Audit audit,
            Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.detached = detached;
        this.audit = audit;
        this.clock = clock;
    }

    public Mono<KnowledgeBase> create(Actor actor, String name, String description) {
        return db.sql("""
                        INSERT INTO knowledge_base (name, description, created_at) VALUES (:name, :description, :now)
                        RETURNING id""")
                .bind("name", name)
                .bind("description", description)
                .bind("now", clock.instant())
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()
                .delayUntil(id -> log(actor, "create", id, Map.of("name", name)))
                .flatMap(this::find)
                .as(transaction::transactional);
    }

    public Mono<Boolean> exists(long id) {
        return db.sql("SELECT EXISTS (SELECT FROM knowledge_base WHERE id = :id AND NOT deleting)")
                .bind("id", id)
                .map(row -> Boolean.TRUE.equals(row.get(0, Boolean.class)))
                .one();
    }

    public Mono<KnowledgeBase> find(long id) {
        return db.sql(SELECT + "kb.id = :id")
                .bind("id", id)
                .map(KnowledgeBases::knowledgeBase)
                .one();
    }

    /** Those in the scope with an id above {@code after}, in the order of their creation, at most {@code count}. */
    public Flux<KnowledgeBase> after(TokenScope scope, long after, int count) {
        var limit = scope.knowledgeBases().map(some -> some.toArray(Long[]::new));
        return db.sql(SELECT
                        + "(:limited = false OR kb.id = ANY(:some)) AND kb.id > :after ORDER BY kb.id LIMIT :count")
                .bind("limited", limit.isPresent())
                .bind("some", limit.orElseGet(() -> new Long[0]))
                .bind("after", after)
                .bind("count", count)
                .map(KnowledgeBases::knowledgeBase)
                .all();
    }

    /** Changes what is given; empty if there is no such knowledge base. */
    public Mono<KnowledgeBase> change(Actor actor, long id, Optional<String> name, Optional<String> description) {
        var spec = db.sql("""
                        UPDATE knowledge_base SET name = coalesce(:name, name),
                            description = coalesce(:description, description)
                        WHERE id = :id AND NOT deleting""").bind("id", id);
        spec = name.isPresent() ? spec.bind("name", name.get()) : spec.bindNull("name", String.class);
        spec = description.isPresent()
                ? spec.bind("description", description.get())
                : spec.bindNull("description", String.class);
        return spec.fetch()
                .rowsUpdated()
                .filter(updated -> updated == 1)
                .flatMap(_ -> log(
                                actor,
                                "change",
                                id,
                                name.map(to -> Map.of("name", to)).orElse(Map.of()))
                        .then(find(id)))
                .as(transaction::transactional);
    }

    /**
     * Hides the knowledge base with all its documents at once; its connectors, which are returned, are to be removed in
     * the background. Without connectors it is gone afterwards. Empty if there is no such knowledge base.
     */
    public Mono<List<Long>> delete(Actor actor, long id) {
        return lock(id).flatMap(name -> hide(id, name)
                        .then(stopConnectors(id))
                        .delayUntil(connectors -> connectors.isEmpty() ? remove(id) : Mono.empty())
                        .delayUntil(_ -> log(actor, "delete", id, Map.of("name", name))))
                .as(transaction::transactional);
    }

    /** The lock under which connectors come and slots are given out. */
    private Mono<String> lock(long id) {
        return db.sql("SELECT name FROM knowledge_base WHERE id = :id AND NOT deleting FOR UPDATE")
                .bind("id", id)
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .one();
    }

    /** Gives its name free, for a new one that may come before this one is gone. */
    private Mono<Void> hide(long id, String name) {
        return db.sql("UPDATE knowledge_base SET deleting = true, name = :name WHERE id = :id")
                .bind("id", id)
                .bind("name", "%s (deleted, %d)".formatted(name, id))
                .then();
    }

    private Mono<List<Long>> stopConnectors(long id) {
        return db.sql("""
                        WITH stopped AS (
                          UPDATE connector SET state = 'deleting', delete_documents = true, next_run_at = NULL
                          WHERE knowledge_base_id = :id RETURNING id),
                        cancelled AS (
                          UPDATE sync_run r SET cancel_requested = true FROM stopped
                          WHERE r.connector_id = stopped.id AND r.state = 'running')
                        SELECT id FROM stopped ORDER BY id""")
                .bind("id", id)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .all()
                .collectList();
    }

    private Mono<Void> remove(long id) {
        return detached.delete(id)
                .then(db.sql("DELETE FROM knowledge_base WHERE id = :id")
                        .bind("id", id)
                        .then());
    }

    private Mono<Void> log(Actor actor, String verb, long id, Map<String, String> detail) {
        return audit.record(actor, "knowledgeBase." + verb, "knowledgeBase:" + id, detail);
    }

    private static KnowledgeBase knowledgeBase(Readable row) {
        return new KnowledgeBase(
                Objects.requireNonNull(row.get("id", Long.class)),
                Objects.requireNonNull(row.get("name", String.class)),
                Objects.requireNonNull(row.get("description", String.class)),
                Objects.requireNonNull(row.get("created_at", Instant.class)),
                Objects.requireNonNull(row.get("connectors", Long.class)),
                DocumentCounts.of(row),
                row.get("synced_at", Instant.class),
                Objects.requireNonNull(row.get("problems", Long.class)));
    }
}
