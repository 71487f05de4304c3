package dev.tributary.engine.knowledge;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * The words that documents are searched for. Those that have all of them in one place, a part of the text or the title, come
 * first; where these are too few, those follow that have each somewhere.
 *
 * @param together all, as PostgreSQL's websearch syntax has them
 * @param parts each word and phrase by itself, if a document may have them in several places
 */
record SearchWords(String together, List<String> parts) {

    /** So many matches are ranked; of words that are everywhere any match is as good as another. */
    private static final int RANKED = 10_000;

    /** And so many documents that have the words in several places. */
    private static final int SPREAD_RANKED = 2_000;

    /** A document counts with its best part, and with its title. */
    private static final String SCORES = """
            SELECT m.document_id, (coalesce(max(m.score) FILTER (WHERE m.chunk_id IS NULL), 0)
                + coalesce(max(m.score) FILTER (WHERE m.chunk_id IS NOT NULL), 0))::float8 AS score,
              (array_agg(m.chunk_id ORDER BY m.score DESC) FILTER (WHERE m.chunk_id IS NOT NULL))[1] AS chunk_id
            FROM (%s) m
            GROUP BY m.document_id ORDER BY score DESC, m.document_id DESC LIMIT :limit""";

    /** Where a word may be; of one that is nearly everywhere not all places. */
    private static final String PLACES = """
            part%1$d AS MATERIALIZED (
              SELECT document_id FROM chunk_search WHERE knowledge_base_id = :kb
                AND terms @@ (SELECT websearch_to_tsquery(search_config, :part%1$d) FROM q) LIMIT %2$d)""";

    private static final String SIZE = "(%1$d, (SELECT count(*) FROM part%1$d))";

    private static final String IF_RAREST = """
            SELECT document_id FROM part%1$d WHERE %1$d = (SELECT part FROM rarest)""";

    private static final String HAS = """
             AND (d.id IN (SELECT document_id FROM part%1$d)
              OR (SELECT count(*) FROM part%1$d) = %2$d AND EXISTS (
                SELECT FROM chunk_search x WHERE x.document_id = d.id
                  AND x.terms @@ (SELECT websearch_to_tsquery(search_config, :part%1$d) FROM q)))""";

    /** Knows which words the language of a knowledge base leaves out. */
    static final class Reader {
        private final DatabaseClient db;

        Reader(DatabaseClient db) {
            this.db = db;
        }

        Mono<SearchWords> of(long knowledgeBase, SearchQuery query) {
            var parts = query.parts();
            if (parts.size() < 2) {
                return Mono.just(new SearchWords(query.words(), List.of()));
            }
            return db.sql("""
                            SELECT ARRAY(SELECT part FROM unnest(CAST(:parts AS text[])) AS part
                              WHERE numnode(websearch_to_tsquery(search_config, part)) > 0)
                            FROM knowledge_base WHERE id = :kb""")
                    .bind("kb", knowledgeBase)
                    .bind("parts", parts.toArray(String[]::new))
                    .map(row -> new SearchWords(query.words(), sought(row.get(0, String[].class))))
                    .one();
        }

        private static List<String> sought(String[] parts) {
            return parts.length < 2 ? List.of() : List.of(parts);
        }
    }

    boolean isNone() {
        return together.isBlank();
    }

    /** The same, but any of them will do. */
    String any() {
        return parts.isEmpty() ? together : String.join(" or ", parts);
    }

    /**
     * Defines {@code best}: documents with scores and their best parts.
     *
     * @param visible the condition on documents {@code d}
     */
    String best(String visible) {
        if (parts.isEmpty()) {
            return "best AS MATERIALIZED (%s)".formatted(inOnePlace(visible));
        }
        return """
                together AS MATERIALIZED (%s),
                %s,
                rarest AS MATERIALIZED (
                  SELECT part FROM (VALUES %s) AS sizes (part, places) ORDER BY places LIMIT 1),
                spread AS MATERIALIZED (
                  SELECT d.id FROM (SELECT DISTINCT document_id FROM (%s) p) r JOIN document d ON d.id = r.document_id
                    CROSS JOIN q
                  WHERE (SELECT count(*) FROM together) < :limit AND d.id NOT IN (SELECT document_id FROM together)
                    AND %s%s LIMIT %d),
                scattered AS MATERIALIZED (%s),
                best AS MATERIALIZED (
                  SELECT * FROM together
                  UNION ALL SELECT document_id,
                    score / (1 + score) * coalesce((SELECT min(score) FROM together), 1), chunk_id FROM scattered)""".formatted(
                        inOnePlace(visible),
                        each(PLACES, ", "),
                        each(SIZE, ", "),
                        each(IF_RAREST, " UNION ALL "),
                        visible,
                        each(HAS, ""),
                        SPREAD_RANKED,
                        SCORES.formatted("""
                                SELECT s.document_id, s.chunk_id, ts_rank_cd(s.terms, q.any, 1) AS score
                                FROM spread e JOIN chunk_search s ON s.document_id = e.id CROSS JOIN q
                                WHERE s.terms @@ q.any"""));
    }

    private String each(String sql, String between) {
        return IntStream.range(0, parts.size())
                .mapToObj(part -> sql.formatted(part, RANKED))
                .collect(Collectors.joining(between));
    }

    private static String inOnePlace(String visible) {
        return SCORES.formatted("""
                SELECT s.document_id, s.chunk_id, ts_rank_cd(s.terms, q.query, 1) AS score
                FROM chunk_search s JOIN document d ON d.id = s.document_id CROSS JOIN q
                WHERE s.knowledge_base_id = :kb AND s.terms @@ q.query AND %s LIMIT %d""".formatted(visible, RANKED));
    }

    DatabaseClient.GenericExecuteSpec bind(DatabaseClient.GenericExecuteSpec spec) {
        var bound = spec.bind("words", together).bind("any", any());
        for (var part = 0; part < parts.size(); part++) {
            bound = bound.bind("part" + part, parts.get(part));
        }
        return bound;
    }
}
