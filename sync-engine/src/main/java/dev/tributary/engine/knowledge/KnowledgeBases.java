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

    private static final String SELECT = """
            SELECT id, name, description, created_at,
              (SELECT count(*) FROM connector c WHERE c.knowledge_base_id = kb.id) AS connectors
            FROM knowledge_base kb WHERE NOT deleting AND\s""";

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
                        RETURNING id, name, description, created_at, 0::bigint AS connectors""")
                .bind("name", name)
                .bind("description", description)
                .bind("now", clock.instant())
                .map(KnowledgeBases::knowledgeBase)
                .one()
                .delayUntil(made -> log(actor, "create", made.id(), Map.of("name", name)))
                .as(transaction::transactional);
    }

    public Mono<KnowledgeBase> find(long id) {
        return db.sql(SELECT + "id = :id")
                .bind("id", id)
                .map(KnowledgeBases::knowledgeBase)
                .one();
    }

    /** Those in the scope with an id above {@code after}, in the order of their creation, at most {@code count}. */
    public Flux<KnowledgeBase> after(TokenScope scope, long after, int count) {
        var limit = scope.knowledgeBases().map(some -> some.toArray(Long[]::new));
        return db.sql(SELECT + "(:limited = false OR id = ANY(:some)) AND id > :after ORDER BY id LIMIT :count")
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
                Objects.requireNonNull(row.get("connectors", Long.class)),
                Objects.requireNonNull(row.get("created_at", Instant.class)));
    }
}
