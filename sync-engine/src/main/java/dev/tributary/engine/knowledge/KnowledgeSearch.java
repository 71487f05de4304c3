package dev.tributary.engine.knowledge;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Searches the documents of a knowledge base; hidden ones are not found. Thread-safe. */
@Component
public final class KnowledgeSearch {

    /**
     * A document that was found.
     *
     * @param chunk the part of it that fits best, if it has any text
     */
    public record Hit(
            Document document, double score, @Nullable Part chunk) {}

    /**
     * A part of a document.
     *
     * @param highlighted HTML: its text without Markdown, escaped, the words found within {@code <mark>}
     */
    public record Part(long id, String heading, String highlighted) {}

    /** A hit whose part is still as it is stored. */
    private record Stored(
            Document document, double score, @Nullable Part chunk) {
        Hit highlighted(String text) {
            return new Hit(document, score, chunk == null ? null : new Part(chunk.id(), chunk.heading(), text));
        }

        String text() {
            return chunk == null ? "" : chunk.highlighted();
        }
    }

    private static final String VISIBLE = """
            d.knowledge_base_id = :kb AND d.tombstoned_at IS NULL AND d.excluded_at IS NULL
            AND d.disposition = 'wanted' AND d.indexed_version IS NOT NULL
            AND NOT EXISTS (SELECT FROM connector g
              WHERE g.id = d.connector_id AND g.state = 'deleting' AND g.delete_documents)""";

    /** A word may be in the title, or in another part than the one that was found. */
    private static final String WITHOUT = """
             AND NOT EXISTS (SELECT FROM chunk_search x WHERE x.document_id = d.id AND x.terms @@ q.without)""";

    private final DatabaseClient db;
    private final SearchScopes scopes;
    private final SearchWords.Reader words;
    private final Excerpts excerpts;
    private final DocumentRows rows;

    KnowledgeSearch(DatabaseClient db, JsonMapper json) {
        this.db = db;
        this.scopes = new SearchScopes(db, json);
        this.words = new SearchWords.Reader(db);
        this.excerpts = new Excerpts(db);
        this.rows = new DocumentRows(json);
    }

    /** The best hits, best first; without words the youngest. Empty if there is no such knowledge base. */
    public Mono<List<Hit>> search(long knowledgeBase, SearchQuery query, int limit) {
        return db.sql("SELECT 1 FROM knowledge_base WHERE id = :kb AND NOT deleting")
                .bind("kb", knowledgeBase)
                .map(row -> true)
                .one()
                .flatMap(_ -> scopes.ofKnowledgeBase(knowledgeBase))
                .zipWith(words.of(knowledgeBase, query))
                .flatMap(asked -> hits(
                                knowledgeBase, query, asked.getT2(), SearchFilters.of(query, asked.getT1()), limit)
                        .collectList()
                        .flatMap(hits -> highlighted(knowledgeBase, asked.getT2(), hits)));
    }

    private Mono<List<Hit>> highlighted(long knowledgeBase, SearchWords sought, List<Stored> hits) {
        return excerpts.of(
                        knowledgeBase, sought, hits.stream().map(Stored::text).toList())
                .map(texts -> IntStream.range(0, hits.size())
                        .mapToObj(at -> hits.get(at).highlighted(texts.get(at)))
                        .toList());
    }

    private Flux<Stored> hits(
            long knowledgeBase, SearchQuery query, SearchWords sought, SearchFilters filters, int limit) {
        var visible = VISIBLE + filters.sql() + (query.without().isEmpty() ? "" : WITHOUT);
        var best = sought.isNone() ? byFilters(visible) : sought.best(visible);
        var spec = db.sql("""
                        WITH q AS MATERIALIZED (
                          SELECT websearch_to_tsquery(search_config, :words) AS query,
                            websearch_to_tsquery(search_config, :any) AS any,
                            websearch_to_tsquery(search_config, :without) AS without, search_config
                          FROM knowledge_base WHERE id = :kb),
                        %s
                        SELECT best.score, ch.id AS chunk_id, ch.heading AS chunk_heading,
                            left(ch.text, 20000) AS chunk_text, shown.*
                        FROM best CROSS JOIN q
                        JOIN LATERAL (%s WHERE d.id = best.document_id) shown ON true
                        LEFT JOIN LATERAL (
                          SELECT c.id, c.heading, c.text FROM chunk c
                          WHERE c.document_id = best.document_id AND (best.chunk_id IS NULL OR c.id = best.chunk_id)
                          ORDER BY c.position LIMIT 1) ch ON true
                        ORDER BY best.score DESC, best.document_id DESC LIMIT :limit""".formatted(best, DocumentRows.SELECT))
                .bind("kb", knowledgeBase)
                .bind("without", String.join(" or ", query.without()))
                .bind("limit", limit);
        return sought.bind(filters.bind(spec)).map(this::hit).all();
    }

    /**
     * The youngest of each connector, so that its index is read from its end and not all of it; those that outlived theirs
     * have an index of their own.
     */
    private static String byFilters(String visible) {
        return """
                best AS MATERIALIZED (
                SELECT found.id AS document_id, 0::float8 AS score, NULL::bigint AS chunk_id FROM (
                  (SELECT of.id FROM q CROSS JOIN connector o CROSS JOIN LATERAL (
                    SELECT d.id FROM document d WHERE d.connector_id = o.id AND %1$s ORDER BY d.id DESC LIMIT :limit) of
                  WHERE o.knowledge_base_id = :kb)
                  UNION ALL
                  (SELECT d.id FROM q CROSS JOIN document d
                  WHERE d.detached AND NOT EXISTS (SELECT FROM connector o WHERE o.id = d.connector_id) AND %1$s
                  ORDER BY d.id DESC LIMIT :limit)) found
                ORDER BY found.id DESC LIMIT :limit)""".formatted(visible);
    }

    private Stored hit(Readable row) {
        @Nullable Long chunk = row.get("chunk_id", Long.class);
        var part = chunk == null
                ? null
                : new Part(
                        chunk,
                        Objects.requireNonNull(row.get("chunk_heading", String.class)),
                        Objects.requireNonNull(row.get("chunk_text", String.class)));
        return new Stored(rows.document(row), Objects.requireNonNull(row.get("score", Double.class)), part);
    }
}
