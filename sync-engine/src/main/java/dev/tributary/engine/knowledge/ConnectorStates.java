package dev.tributary.engine.knowledge;

import dev.tributary.engine.identity.Actor;
import dev.tributary.engine.identity.Audit;
import io.r2dbc.postgresql.codec.Json;
import java.time.Clock;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Pauses, resumes and deletes connectors, and lets them preview other settings. Answers false where there is no such
 * connector, or it is being deleted. Thread-safe.
 */
@Component
public final class ConnectorStates {

    /** What becomes of the documents of a connector that is deleted (D8). */
    public enum Documents {
        KEEP,
        DELETE
    }

    private final DatabaseClient db;
    private final TransactionalOperator transaction;
    private final ConnectorColumns columns;
    private final ChangeRuns runs;
    private final Audit audit;
    private final Clock clock;

    ConnectorStates(ConnectorCreation.Parts parts, Audit audit, Clock clock) {
        this.db = parts.db();
        this.transaction = parts.transaction();
        this.columns = parts.columns();
        this.runs = parts.runs();
        this.audit = audit;
        this.clock = clock;
    }

    /** No further run starts; one that is under way comes to its end (R6). */
    public Mono<Boolean> pause(Actor actor, long id) {
        return change(db.sql("""
                                UPDATE connector SET state = 'paused', next_run_at = NULL, updated_at = :now
                                WHERE id = :id AND state NOT IN ('deleting', 'draft')"""), id, audit.record(actor, "connector.pause", "connector:" + id, Map.of()));
    }

    /** Runs start again, the next one now, whatever failed before. */
    public Mono<Boolean> resume(Actor actor, long id) {
        return change(db.sql("""
                                UPDATE connector SET state = 'active', failures = 0, waiting_for = NULL,
                                    awaits_credential = false,
                                    next_run_at = :now, updated_at = :now
                                WHERE id = :id AND state NOT IN ('deleting', 'draft')"""), id, audit.record(actor, "connector.resume", "connector:" + id, Map.of()));
    }

    /** Hides the connector's documents, unless they are kept; the rest is for the background. A draft is gone at once. */
    public Mono<Boolean> delete(Actor actor, long id, Documents documents) {
        return discard(actor, id)
                .flatMap(discarded -> discarded ? Mono.just(true) : deleteReal(actor, id, documents))
                .as(transaction::transactional);
    }

    private Mono<Boolean> discard(Actor actor, long id) {
        return db.sql("DELETE FROM connector WHERE id = :id AND state = 'draft'")
                .bind("id", id)
                .fetch()
                .rowsUpdated()
                .map(deleted -> deleted == 1)
                .delayUntil(done -> done
                        ? audit.record(actor, "connector.discard", "connector:" + id, Map.of())
                        : Mono.<Void>empty());
    }

    private Mono<Boolean> deleteReal(Actor actor, long id, Documents documents) {
        return change(
                db.sql("""
                                WITH cancelled AS (
                                  UPDATE sync_run SET cancel_requested = true
                                  WHERE connector_id = :id AND state = 'running')
                                UPDATE connector SET state = 'deleting', delete_documents = :deletes,
                                    next_run_at = NULL, updated_at = :now
                                WHERE id = :id AND state <> 'deleting'""").bind("deletes", documents == Documents.DELETE),
                id,
                audit.record(
                        actor,
                        "connector.delete",
                        "connector:" + id,
                        Map.of("documents", documents == Documents.KEEP ? "keep" : "delete")));
    }

    /** Queues a run that only shows what these settings would bring (D6); empty if a run is under way. */
    public Mono<Long> preview(Actor actor, long id, SourceAnswers answers) {
        Json settings = columns.preview(answers);
        return runs.queue(id, "preview", "preview of settings", settings)
                .delayUntil(_ -> audit.record(actor, "connector.preview", "connector:" + id, Map.of()))
                .as(transaction::transactional);
    }

    private Mono<Boolean> change(DatabaseClient.GenericExecuteSpec spec, long id, Mono<Void> log) {
        return spec.bind("id", id)
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .map(updated -> updated == 1)
                .delayUntil(done -> done ? log : Mono.<Void>empty())
                .as(transaction::transactional);
    }
}
