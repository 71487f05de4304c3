package dev.tributary.engine.knowledge;

import dev.tributary.engine.knowledge.DocumentEvent.Cause;
import dev.tributary.engine.knowledge.DocumentEvent.Subject;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Reads what happened to documents. Thread-safe. */
@Component
public final class DocumentEvents {

    /**
     * Which events of a run are listed.
     *
     * @param words found in title, id or address of the document, whatever their case
     */
    public record Filter(Optional<String> kind, Optional<String> words) {}

    private static final int BATCH = 1_000;

    private static final String SELECT = """
            SELECT e.*, r.kind AS run_kind, coalesce(d.external_id, p.external_id) AS external_id,
              coalesce(d.title, p.title) AS title, coalesce(d.source_url, p.source_url) AS source_url
            FROM %s e
            LEFT JOIN sync_run r ON r.id = e.run_id
            LEFT JOIN document d ON d.id = e.document_id
            LEFT JOIN purged_document p ON d.id IS NULL AND p.document_id = e.document_id
            """;

    private final DatabaseClient db;

    DocumentEvents(DatabaseClient db) {
        this.db = db;
    }

    /** What happened to a document, newest first; its history outlives it. */
    public Flux<DocumentEvent> ofDocument(long document, long before, int count) {
        return db.sql(SELECT.formatted("document_event")
                        + "WHERE e.document_id = :document AND e.id < :before ORDER BY e.id DESC LIMIT :count")
                .bind("document", document)
                .bind("before", before)
                .bind("count", count)
                .map(DocumentEvents::event)
                .all();
    }

    /**
     * What happened in a run, in the order in which it did. Only what is shown is joined with its documents, unless they say
     * what is shown: PostgreSQL may not know yet how much a run did.
     */
    public Flux<DocumentEvent> ofRun(long run, Filter filter, long after, int count) {
        var kind = filter.kind().isPresent() ? " AND e.kind = :kind" : "";
        var words = filter.words()
                .map(text -> new Likeness(text)
                        .in(
                                "coalesce(d.title, p.title)",
                                "coalesce(d.external_id, p.external_id)",
                                "coalesce(d.source_url, p.source_url)"))
                .orElse("");
        var first = " ORDER BY e.id LIMIT :count";
        var picked = "(SELECT * FROM document_event e WHERE e.run_id = :run AND e.id > :after%s%s)"
                .formatted(kind, words.isEmpty() ? first : "");
        var spec = db.sql(SELECT.formatted(picked) + "WHERE true" + words + first)
                .bind("run", run)
                .bind("after", after)
                .bind("count", count);
        for (var one : filter.kind().stream().toList()) {
            spec = spec.bind("kind", one);
        }
        for (var one : filter.words().stream().toList()) {
            spec = spec.bind("words", new Likeness(one).pattern());
        }
        return spec.map(DocumentEvents::event).all();
    }

    /** All of them, read part by part as they are taken: a run may have touched a million documents. */
    public Flux<DocumentEvent> allOfRun(long run, Filter filter) {
        return ofRun(run, filter, 0, BATCH)
                .collectList()
                .expand(events -> events.size() < BATCH
                        ? Flux.<List<DocumentEvent>>empty()
                        : ofRun(run, filter, events.getLast().id(), BATCH).collectList())
                .concatMapIterable(events -> events, 1);
    }

    private static DocumentEvent event(Readable row) {
        return new DocumentEvent(
                Objects.requireNonNull(row.get("id", Long.class)),
                new Subject(
                        Objects.requireNonNull(row.get("document_id", Long.class)),
                        row.get("external_id", String.class),
                        row.get("title", String.class),
                        row.get("source_url", String.class)),
                new Cause(row.get("run_id", Long.class), row.get("run_kind", String.class)),
                Objects.requireNonNull(row.get("at", Instant.class)),
                Objects.requireNonNull(row.get("kind", String.class)),
                row.get("detail", String.class));
    }
}
