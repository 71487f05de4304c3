package dev.tributary.engine.knowledge;

import dev.tributary.engine.knowledge.Explanation.Finding;
import dev.tributary.engine.knowledge.Explanation.Purge;
import dev.tributary.engine.knowledge.Explanation.Scope;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Finds out why a document is, or is not, in a knowledge base. Thread-safe. */
@Component
public final class Explanations {

    /** By what a document is looked for. */
    public enum By {
        URL("source_url"),
        EXTERNAL_ID("external_id");

        private final String column;

        By(String column) {
            this.column = column;
        }
    }

    private static final int MANY = 50;
    private static final String WITH_URL = "WHERE d.source_url = ANY(:values) AND d.knowledge_base_id = :kb";

    /** There is an index for each connector, and one of those that outlived theirs. */
    private static final String WITH_EXTERNAL_ID = """
            WHERE d.id IN (
              SELECT f.id FROM document f JOIN connector o ON o.id = f.connector_id
              WHERE o.knowledge_base_id = :kb AND f.external_id = ANY(:values)
              UNION ALL
              SELECT f.id FROM document f
              WHERE f.knowledge_base_id = :kb AND f.detached AND f.external_id = ANY(:values))""";

    private static final TypeReference<Map<String, List<String>>> ANSWERS = new TypeReference<>() {};

    private record Source(long id, String name) {}

    private final DatabaseClient db;
    private final JsonMapper json;
    private final DocumentRows rows;

    Explanations(DatabaseClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
        this.rows = new DocumentRows(json);
    }

    /** Empty if there is no such knowledge base. */
    public Mono<Explanation> explain(long knowledgeBase, By by, String value) {
        var values = by == By.URL ? spellings(value) : new String[] {value};
        return exists(knowledgeBase)
                .filter(exists -> exists)
                .flatMap(_ -> stored(knowledgeBase, by, values)
                        .concatWith(purged(knowledgeBase, by, values))
                        .collectList())
                .flatMap(findings -> findings.isEmpty()
                        ? scopes(knowledgeBase).collectList().map(Explanations::neverListed)
                        : Mono.just(new Explanation(findings.getFirst().sentence(), findings, List.of())));
    }

    private Mono<Boolean> exists(long knowledgeBase) {
        return db.sql("SELECT EXISTS (SELECT FROM knowledge_base WHERE id = :kb AND NOT deleting)")
                .bind("kb", knowledgeBase)
                .map(row -> Boolean.TRUE.equals(row.get(0, Boolean.class)))
                .one();
    }

    /** People copy addresses with and without a slash or a place in the page at the end. */
    private static String[] spellings(String url) {
        var place = url.indexOf('#');
        var page = place < 0 ? url : url.substring(0, place);
        var bare = page.endsWith("/") ? page.substring(0, page.length() - 1) : page;
        return new LinkedHashSet<>(List.of(url, page, bare, bare + "/")).toArray(String[]::new);
    }

    private Flux<Finding> stored(long knowledgeBase, By by, String[] values) {
        return db.sql(DocumentRows.SELECT + (by == By.URL ? WITH_URL : WITH_EXTERNAL_ID) + """
                         AND NOT EXISTS (SELECT FROM connector g
                          WHERE g.id = d.connector_id AND g.state = 'deleting' AND g.delete_documents)
                        ORDER BY d.id LIMIT :many""")
                .bind("values", values)
                .bind("kb", knowledgeBase)
                .bind("many", MANY)
                .map(rows::document)
                .all()
                .concatMap(document -> Mono.zip(
                        source(document.home().connector()),
                        event(document).map(Optional::of).defaultIfEmpty(Optional.empty()),
                        (source, event) -> new Finding.Stored(document, Sentences.of(document, source.name(), event))));
    }

    private Mono<Source> source(long connector) {
        return db.sql("SELECT name FROM connector WHERE id = :id")
                .bind("id", connector)
                .map(row -> new Source(connector, Objects.requireNonNull(row.get(0, String.class))))
                .one()
                .defaultIfEmpty(new Source(connector, "a connector that was deleted"));
    }

    private Mono<DocumentEvent> event(Document document) {
        var kind = switch (document.state()) {
            case EXCLUDED -> "excluded";
            case REMOVED -> "tombstoned";
            case HELD, FILTERED, SKIPPED, FAILED, PENDING, INDEXED -> "";
        };
        return db.sql("""
                        SELECT id, run_id, at, detail FROM document_event
                        WHERE document_id = :document AND kind = :kind ORDER BY id DESC LIMIT 1""")
                .bind("document", document.id())
                .bind("kind", kind)
                .map(row -> new DocumentEvent(
                        Objects.requireNonNull(row.get("id", Long.class)),
                        new DocumentEvent.Subject(
                                document.id(), document.externalId(), document.title(), document.sourceUrl()),
                        new DocumentEvent.Cause(row.get("run_id", Long.class), null),
                        Objects.requireNonNull(row.get("at", Instant.class)),
                        kind,
                        row.get("detail", String.class)))
                .one();
    }

    /** A document that came back after it was removed for good is stored, and its removal tells nothing. */
    private Flux<Finding> purged(long knowledgeBase, By by, String[] values) {
        return db.sql("""
                        SELECT p.*, c.name FROM purged_document p JOIN connector c ON c.id = p.connector_id
                        WHERE p.%s = ANY(:values) AND c.knowledge_base_id = :kb AND NOT EXISTS (
                          SELECT FROM document d
                          WHERE d.connector_id = p.connector_id AND d.external_id = p.external_id)
                        ORDER BY p.purged_at DESC LIMIT :many""".formatted(by.column))
                .bind("values", values)
                .bind("kb", knowledgeBase)
                .bind("many", MANY)
                .map(Explanations::purged)
                .all();
    }

    private static Finding purged(Readable row) {
        var purge = new Purge(
                Objects.requireNonNull(row.get("document_id", Long.class)),
                Objects.requireNonNull(row.get("external_id", String.class)),
                Objects.requireNonNull(row.get("title", String.class)),
                Objects.requireNonNull(row.get("run_id", Long.class)),
                Objects.requireNonNull(row.get("purged_at", Instant.class)),
                Objects.requireNonNull(row.get("reason", String.class)));
        return new Finding.Purged(purge, Sentences.of(purge, Objects.requireNonNull(row.get("name", String.class))));
    }

    private Flux<Scope> scopes(long knowledgeBase) {
        return db.sql("""
                        SELECT c.id, c.name, c.type, c.config, c.last_full_at, l.incomplete_reason
                        FROM connector c LEFT JOIN listing l ON l.connector_id = c.id AND l.kind <> 'preview'
                        WHERE c.knowledge_base_id = :kb AND c.state NOT IN ('deleting', 'draft') ORDER BY c.id LIMIT :many""")
                .bind("kb", knowledgeBase)
                .bind("many", MANY)
                .map(row -> new Scope(
                        Objects.requireNonNull(row.get("id", Long.class)),
                        Objects.requireNonNull(row.get("name", String.class)),
                        Objects.requireNonNull(row.get("type", String.class)),
                        json.readValue(
                                Objects.requireNonNull(row.get("config", Json.class))
                                        .asString(),
                                ANSWERS),
                        Optional.ofNullable(row.get("last_full_at", Instant.class)),
                        Optional.ofNullable(row.get("incomplete_reason", String.class))))
                .all();
    }

    private static Explanation neverListed(List<Scope> scopes) {
        var sentence = scopes.isEmpty()
                ? "This knowledge base has no connector, so nothing is listed."
                : "No connector of this knowledge base has ever listed it; compare what they list with where it lives.";
        return new Explanation(sentence, List.of(), scopes);
    }
}
