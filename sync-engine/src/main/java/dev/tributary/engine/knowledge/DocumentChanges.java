package dev.tributary.engine.knowledge;

import dev.tributary.engine.identity.Actor;
import dev.tributary.engine.identity.Audit;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Does what people want with documents. Each change is in the document's history and in the audit log. Thread-safe. */
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

    /**
     * What came of it for many.
     *
     * @param refused by id of the document, the state that does not allow it
     * @param missing ids of documents that are not in the knowledge base
     * @param toRead connectors that are to read some of them anew
     */
    public record Outcomes(long changed, Map<Long, DocumentState> refused, List<Long> missing, Set<Long> toRead) {}

    private record Locked(long id, long knowledgeBase, long connector, boolean detached, DocumentState state) {}

    private record Change(long connector, boolean due) {}

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

    public Mono<Outcome> change(Actor actor, DocumentDeed deed, long document) {
        return lock(List.of(document))
                .next()
                .flatMap(locked -> {
                    if (deed.isDone(locked.state())) {
                        return Mono.just(new Outcome.Done(locked.connector(), false));
                    }
                    return deed.appliesTo(locked.state(), locked.detached())
                            ? carryOut(actor, deed, List.of(locked))
                                    .flatMap(toRead -> audit.record(
                                                    actor,
                                                    "document." + deed.event(),
                                                    "document:" + document,
                                                    Map.of("connector", Long.toString(locked.connector())))
                                            .thenReturn(new Outcome.Done(locked.connector(), !toRead.isEmpty())))
                            : Mono.<Outcome>just(new Outcome.Refused(locked.state()));
                })
                .defaultIfEmpty(new Outcome.NoDocument())
                .as(transaction::transactional);
    }

    /** Does it to all of them that are in the knowledge base and in a state that allows it. */
    public Mono<Outcomes> changeAll(Actor actor, DocumentDeed deed, long knowledgeBase, Set<Long> documents) {
        return lock(documents)
                .filter(one -> one.knowledgeBase() == knowledgeBase)
                .collectList()
                .flatMap(all -> {
                    var wanted = all.stream()
                            .filter(one -> !deed.isDone(one.state()))
                            .filter(one -> deed.appliesTo(one.state(), one.detached()))
                            .toList();
                    return carryOut(actor, deed, wanted)
                            .delayUntil(_ -> audit.record(
                                    actor,
                                    "document." + deed.event(),
                                    "knowledgeBase:" + knowledgeBase,
                                    Map.of("documents", ids(wanted))))
                            .map(toRead -> outcomes(deed, documents, all, toRead));
                })
                .as(transaction::transactional);
    }

    private static Outcomes outcomes(DocumentDeed deed, Set<Long> documents, List<Locked> found, Set<Long> toRead) {
        var refused = new TreeMap<Long, DocumentState>();
        found.stream()
                .filter(one -> !deed.appliesTo(one.state(), one.detached()))
                .forEach(one -> refused.put(one.id(), one.state()));
        var done = found.stream().filter(one -> deed.isDone(one.state())).count();
        var missing = new TreeSet<>(documents);
        found.forEach(one -> missing.remove(one.id()));
        return new Outcomes(found.size() - refused.size() - done, refused, List.copyOf(missing), toRead);
    }

    private static String ids(List<Locked> documents) {
        return documents.stream().map(one -> Long.toString(one.id())).collect(Collectors.joining(", "));
    }

    /** Returns the connectors that are to read some of them anew. */
    private Mono<Set<Long>> carryOut(Actor actor, DocumentDeed deed, List<Locked> documents) {
        if (documents.isEmpty()) {
            return Mono.just(Set.of());
        }
        return db.sql("""
                        WITH changed AS (
                          UPDATE document SET %s WHERE id = ANY(:ids)
                          RETURNING id, connector_id, fetch_due IS NOT NULL AND NOT detached AS due),
                        shown AS (
                          DELETE FROM held_removal h USING changed WHERE h.document_id = changed.id AND :hides),
                        noted AS (
                          INSERT INTO document_event (document_id, connector_id, at, kind, detail)
                          SELECT id, connector_id, :now, :event, :by FROM changed ORDER BY id)
                        SELECT connector_id, bool_or(due) AS due FROM changed GROUP BY connector_id""".formatted(deed.change()))
                .bind("ids", documents.stream().map(Locked::id).toArray(Long[]::new))
                .bind("hides", deed == DocumentDeed.EXCLUDE)
                .bind("now", clock.instant())
                .bind("event", deed.event())
                .bind("by", "by " + actor.name())
                .map(row -> new Change(
                        Objects.requireNonNull(row.get("connector_id", Long.class)),
                        Boolean.TRUE.equals(row.get("due", Boolean.class))))
                .all()
                .filter(change -> change.due() && deed != DocumentDeed.EXCLUDE)
                .map(Change::connector)
                .collect(Collectors.toSet());
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

    private Flux<Locked> lock(Collection<Long> documents) {
        return db.sql("""
                        SELECT d.id, d.knowledge_base_id, d.connector_id, d.detached, %s AS state
                        FROM document d WHERE d.id = ANY(:ids) ORDER BY d.id FOR UPDATE""".formatted(DocumentState.expression()))
                .bind("ids", documents.toArray(Long[]::new))
                .map(DocumentChanges::locked)
                .all();
    }

    private static Locked locked(Readable row) {
        return new Locked(
                Objects.requireNonNull(row.get("id", Long.class)),
                Objects.requireNonNull(row.get("knowledge_base_id", Long.class)),
                Objects.requireNonNull(row.get("connector_id", Long.class)),
                Boolean.TRUE.equals(row.get("detached", Boolean.class)),
                DocumentState.parse(Objects.requireNonNull(row.get("state", String.class)))
                        .orElseThrow());
    }
}
