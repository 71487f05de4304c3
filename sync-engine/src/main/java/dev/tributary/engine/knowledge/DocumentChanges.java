package dev.tributary.engine.knowledge;

import dev.tributary.engine.identity.Actor;
import dev.tributary.engine.identity.Audit;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** What people do with single documents. Each change is in the document's history and in the audit log. Thread-safe. */
@Component
public final class DocumentChanges {

    /** What came of it. */
    public sealed interface Outcome {

        /** Done, or so already; {@code reads} if the connector is to read the document anew. */
        record Done(long connector, boolean reads) implements Outcome {}

        /** The state the document is in does not allow it. */
        record Refused(DocumentState state) implements Outcome {}

        record NoDocument() implements Outcome {}
    }

    private record Locked(long connector, boolean detached, DocumentState state) {}

    private final DatabaseClient db;
    private final TransactionalOperator transaction;
    private final Audit audit;
    private final Clock clock;

    DocumentChanges(DatabaseClient db, TransactionalOperator transaction, Audit audit, Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    /** Hides a document at once; runs neither remove nor restore it (D7). */
    public Mono<Outcome> exclude(Actor actor, long document) {
        return lock(document)
                .flatMap(locked -> locked.state() == DocumentState.EXCLUDED
                        ? done(locked)
                        : change("UPDATE document SET excluded_at = :now, updated_at = :now WHERE id = :id", document)
                                .then(forgetHeld(document))
                                .then(note(actor, document, locked, "excluded"))
                                .then(done(locked)))
                .defaultIfEmpty(new Outcome.NoDocument())
                .as(transaction::transactional);
    }

    /**
     * Shows an excluded or removed document again. What changed in the meantime may not be listed again, so the content of
     * an excluded one is read anew. A removed one stays until the source lists it again: the next listing without it does
     * not remove it.
     */
    public Mono<Outcome> restore(Actor actor, long document) {
        return lock(document)
                .flatMap(locked -> switch (locked.state()) {
                    case EXCLUDED, REMOVED ->
                        change("""
                                UPDATE document SET kept = kept OR tombstoned_at IS NOT NULL,
                                    fetch_due = CASE WHEN disposition = 'wanted' AND NOT detached
                                        AND (tombstoned_at IS NULL OR content_version IS DISTINCT FROM source_version)
                                        THEN :now END,
                                    excluded_at = NULL, tombstoned_at = NULL, tombstone_listing = NULL,
                                    updated_at = :now
                                WHERE id = :id""", document)
                                .then(note(actor, document, locked, "restored"))
                                .then(isDue(document))
                                .map(due -> (Outcome) new Outcome.Done(locked.connector(), due));
                    case HELD, FILTERED, SKIPPED, FAILED, PENDING, INDEXED ->
                        Mono.<Outcome>just(new Outcome.Refused(locked.state()));
                })
                .defaultIfEmpty(new Outcome.NoDocument())
                .as(transaction::transactional);
    }

    /** Tries a document again now that could not be read (L9). */
    public Mono<Outcome> retry(Actor actor, long document) {
        return lock(document)
                .flatMap(locked -> locked.state() != DocumentState.FAILED || locked.detached()
                        ? Mono.<Outcome>just(new Outcome.Refused(locked.state()))
                        : change("UPDATE document SET fetch_due = :now WHERE id = :id", document)
                                .then(note(actor, document, locked, "retried"))
                                .thenReturn(new Outcome.Done(locked.connector(), true)))
                .defaultIfEmpty(new Outcome.NoDocument())
                .as(transaction::transactional);
    }

    /** Tries all documents of a connector again that could not be read, and returns their number (L9). */
    public Mono<Long> retryFailed(Actor actor, long connector) {
        return db.sql("""
                        UPDATE document d SET fetch_due = :now
                        FROM (SELECT id FROM document d WHERE d.connector_id = :connector AND %s
                          ORDER BY id FOR UPDATE) failed
                        WHERE d.id = failed.id""".formatted(DocumentState.FAILED.condition()))
                .bind("now", clock.instant())
                .bind("connector", connector)
                .fetch()
                .rowsUpdated()
                .delayUntil(documents -> audit.record(
                        actor,
                        "document.retry-failed",
                        "connector:" + connector,
                        Map.of("documents", Long.toString(documents))))
                .as(transaction::transactional);
    }

    private Mono<Locked> lock(long document) {
        return db.sql("SELECT d.connector_id, d.detached, %s AS state FROM document d WHERE d.id = :id FOR UPDATE"
                        .formatted(DocumentState.expression()))
                .bind("id", document)
                .map(DocumentChanges::locked)
                .one();
    }

    private static Locked locked(Readable row) {
        return new Locked(
                Objects.requireNonNull(row.get("connector_id", Long.class)),
                Boolean.TRUE.equals(row.get("detached", Boolean.class)),
                DocumentState.parse(Objects.requireNonNull(row.get("state", String.class)))
                        .orElseThrow());
    }

    private Mono<Void> change(String sql, long document) {
        return db.sql(sql).bind("id", document).bind("now", clock.instant()).then();
    }

    private Mono<Void> forgetHeld(long document) {
        return db.sql("DELETE FROM held_removal WHERE document_id = :id")
                .bind("id", document)
                .then();
    }

    private Mono<Boolean> isDue(long document) {
        return db.sql("SELECT fetch_due IS NOT NULL FROM document WHERE id = :id")
                .bind("id", document)
                .map(row -> Boolean.TRUE.equals(row.get(0, Boolean.class)))
                .one();
    }

    private static Mono<Outcome> done(Locked locked) {
        return Mono.just(new Outcome.Done(locked.connector(), false));
    }

    private Mono<Void> note(Actor actor, long document, Locked locked, String kind) {
        return db.sql("""
                        INSERT INTO document_event (document_id, connector_id, at, kind, detail)
                        VALUES (:document, :connector, :now, :kind, :detail)""")
                .bind("document", document)
                .bind("connector", locked.connector())
                .bind("now", clock.instant())
                .bind("kind", kind)
                .bind("detail", "by " + actor.name())
                .then()
                .then(audit.record(
                        actor,
                        "document." + kind,
                        "document:" + document,
                        Map.of("connector", Long.toString(locked.connector()))));
    }
}
