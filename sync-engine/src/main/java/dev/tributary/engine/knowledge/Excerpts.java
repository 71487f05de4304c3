package dev.tributary.engine.knowledge;

import dev.tributary.engine.content.PlainText;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Cuts out of Markdown the places with the words searched for, as they are read and not as they are written. */
final class Excerpts {
    private final DatabaseClient db;

    Excerpts(DatabaseClient db) {
        this.db = db;
    }

    /** Of each text, in their order: HTML, the words within {@code <mark>}; any of them where it has not all. */
    Mono<List<String>> of(long knowledgeBase, SearchWords sought, List<String> markdown) {
        if (markdown.isEmpty()) {
            return Mono.just(List.of());
        }
        return db.sql("""
                        SELECT ts_headline(kb.search_config, t.text,
                          CASE WHEN q.every <> q.any AND NOT to_tsvector(kb.search_config, t.text) @@ q.every
                            THEN q.any ELSE q.every END,
                          'StartSel=<mark>, StopSel=</mark>, MaxFragments=2, MaxWords=40, MinWords=15')
                        FROM knowledge_base kb
                        CROSS JOIN LATERAL (
                          SELECT websearch_to_tsquery(kb.search_config, :words) AS every,
                            websearch_to_tsquery(kb.search_config, :any) AS any) q
                        CROSS JOIN unnest(CAST(:texts AS text[])) WITH ORDINALITY AS t (text, place)
                        WHERE kb.id = :kb ORDER BY t.place""")
                .bind("kb", knowledgeBase)
                .bind("words", sought.together())
                .bind("any", sought.any())
                .bind("texts", markdown.stream().map(Excerpts::escaped).toArray(String[]::new))
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .all()
                .collectList();
    }

    private static String escaped(String markdown) {
        return PlainText.of(markdown).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
