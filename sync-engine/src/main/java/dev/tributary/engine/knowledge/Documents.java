package dev.tributary.engine.knowledge;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Reads documents, their content and their history. Thread-safe. */
@Component
public final class Documents {

    private final DatabaseClient db;
    private final DocumentRows rows;

    Documents(DatabaseClient db, JsonMapper json) {
        this.db = db;
        this.rows = new DocumentRows(json);
    }

    public Mono<Document> find(long id) {
        return db.sql(DocumentRows.SELECT + "WHERE d.id = :id")
                .bind("id", id)
                .map(rows::document)
                .one();
    }

    /** Documents of a connector with an id above {@code after}, in the order in which they came, at most {@code count}. */
    public Flux<Document> after(long connector, DocumentFilter filter, long after, int count) {
        var spec = db.sql(DocumentRows.SELECT + "WHERE d.connector_id = :connector AND d.id > :after"
                        + filter.condition() + " ORDER BY d.id LIMIT :count")
                .bind("connector", connector)
                .bind("after", after)
                .bind("count", count);
        for (var bucket : filter.bucket().stream().toList()) {
            spec = spec.bind("bucket", bucket);
        }
        for (var pattern : filter.pattern().stream().toList()) {
            spec = spec.bind("words", pattern);
        }
        return spec.map(rows::document).all();
    }

    /** The stored content as Markdown; empty if there is none. */
    public Mono<String> content(long id) {
        return db.sql("SELECT markdown FROM document_content WHERE document_id = :id")
                .bind("id", id)
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .one();
    }

    /** What happened to a document, newest first; its history outlives it. */
    public Flux<DocumentEvent> history(long document, long before, int count) {
        return db.sql("""
                        SELECT * FROM document_event WHERE document_id = :document AND id < :before
                        ORDER BY id DESC LIMIT :count""")
                .bind("document", document)
                .bind("before", before)
                .bind("count", count)
                .map(Documents::event)
                .all();
    }

    /** What happened in a run, in the order in which it did. */
    public Flux<DocumentEvent> ofRun(long run, long after, int count) {
        return db.sql("SELECT * FROM document_event WHERE run_id = :run AND id > :after ORDER BY id LIMIT :count")
                .bind("run", run)
                .bind("after", after)
                .bind("count", count)
                .map(Documents::event)
                .all();
    }

    private static DocumentEvent event(Readable row) {
        return new DocumentEvent(
                Objects.requireNonNull(row.get("id", Long.class)),
                Objects.requireNonNull(row.get("document_id", Long.class)),
                row.get("run_id", Long.class),
                Objects.requireNonNull(row.get("at", Instant.class)),
                Objects.requireNonNull(row.get("kind", String.class)),
                row.get("detail", String.class));
    }
}
