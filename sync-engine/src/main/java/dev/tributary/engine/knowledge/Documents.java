package dev.tributary.engine.knowledge;

import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Reads documents and their content. Thread-safe. */
@Component
public final class Documents {

    private final DatabaseClient db;
    private final DocumentRows rows;
    private final SearchScopes scopes;

    Documents(DatabaseClient db, JsonMapper json) {
        this.db = db;
        this.rows = new DocumentRows(json);
        this.scopes = new SearchScopes(db, json);
    }

    public Mono<Document> find(long id) {
        return db.sql(DocumentRows.SELECT + "WHERE d.id = :id")
                .bind("id", id)
                .map(rows::document)
                .one();
    }

    /** Documents of a connector with an id above {@code after}, in the order in which they came, at most {@code count}. */
    public Flux<Document> ofConnector(long connector, DocumentFilter filter, long after, int count) {
        return scopes.ofConnector(connector)
                .map(all -> SearchFilters.ofTags(filter.tags(), all))
                .flatMapMany(tags -> page(
                        "WHERE d.connector_id = :scope AND d.id > :after" + filter.condition() + tags.sql()
                                + " ORDER BY d.id LIMIT :count",
                        spec -> tags.bind(filter.bind(spec)).bind("scope", connector),
                        after,
                        count));
    }

    /**
     * The same for a whole knowledge base, or those in it that came from one connector, be it gone or not. Each connector's
     * index is read in its order; those that outlived theirs have an index of their own.
     */
    public Flux<Document> ofKnowledgeBase(
            long knowledgeBase, OptionalLong connector, DocumentFilter filter, long after, int count) {
        return scopes.ofKnowledgeBase(knowledgeBase)
                .map(all -> SearchFilters.ofTags(filter.tags(), all))
                .flatMapMany(tags -> {
                    var of = connector.isPresent() ? " AND d.connector_id = :connector" : "";
                    var conditions = of + " AND d.id > :after" + filter.condition() + tags.sql();
                    return page(
                            inKnowledgeBase(conditions),
                            spec -> {
                                var bound = tags.bind(filter.bind(spec)).bind("scope", knowledgeBase);
                                return connector.isPresent() ? bound.bind("connector", connector.getAsLong()) : bound;
                            },
                            after,
                            count);
                });
    }

    private static String inKnowledgeBase(String conditions) {
        return """
            JOIN (
              (SELECT found.id FROM connector o
              CROSS JOIN LATERAL (
                SELECT d.id FROM document d WHERE d.connector_id = o.id%1$s ORDER BY d.id LIMIT :count) found
              WHERE o.knowledge_base_id = :scope AND NOT (o.state = 'deleting' AND o.delete_documents))
              UNION ALL
              (SELECT d.id FROM document d WHERE d.knowledge_base_id = :scope AND d.detached
                AND NOT EXISTS (SELECT FROM connector o WHERE o.id = d.connector_id)%1$s ORDER BY d.id LIMIT :count)
              ORDER BY id LIMIT :count) page ON page.id = d.id
            ORDER BY d.id""".formatted(conditions);
    }

    private Flux<Document> page(String conditions, UnaryOperator<GenericExecuteSpec> bound, long after, int count) {
        return bound.apply(db.sql(DocumentRows.SELECT + conditions))
                .bind("after", after)
                .bind("count", count)
                .map(rows::document)
                .all();
    }

    /** The stored content as Markdown; empty if there is none. */
    public Mono<String> content(long id) {
        return db.sql("SELECT markdown FROM document_content WHERE document_id = :id")
                .bind("id", id)
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .one();
    }
}
