package dev.tributary.engine.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.storage.TestDatabase;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Counting by indexes gives what looking at every document gives. */
final class DocumentCountsIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final List<String> STATES =
            List.of("indexed", "pending", "failed", "skipped", "filtered", "excluded", "removed");

    /** Every mix of what states are made of, in two connectors and in one that is gone. */
    @BeforeAll
    static void store() {
        execute("INSERT INTO knowledge_base (name) VALUES ('mixed')");
        execute("""
                INSERT INTO connector (knowledge_base_id, type, name, config, schedule)
                SELECT kb.id, 'emulator', 'c' || g, '{}', '{}' FROM knowledge_base kb, generate_series(1, 2) g""");
        execute("""
                INSERT INTO document (knowledge_base_id, connector_id, external_id, title, source_version, listing_digest,
                    metadata, disposition, indexed_version, index_due, fetch_due, attempts, tombstoned_at, excluded_at,
                    detached, created_at, updated_at)
                SELECT kb.id, c.id, row_number() OVER ()::text, 'a title', 'v', 0,
                    '{}', disposition, CASE WHEN NOT (n AND due IS NULL) THEN 'v' END, n,
                    CASE WHEN c.detached THEN NULL ELSE due END, attempts, tombstone, exclusion, c.detached, now(), now()
                FROM knowledge_base kb,
                  (SELECT id, false AS detached FROM connector UNION ALL SELECT 4711, true) c,
                  unnest(ARRAY['wanted', 'skipped', 'filtered']) disposition, unnest(ARRAY[true, false]) n,
                  unnest(ARRAY[now(), NULL]) due, unnest(ARRAY[0, 2]) attempts,
                  unnest(ARRAY[now(), NULL]) tombstone, unnest(ARRAY[now(), NULL]) exclusion""");
    }

    @Test
    void countsWhatEachConnectorHas() {
        var connectors = ids("SELECT id FROM connector");
        assertThat(connectors).hasSize(2);
        for (var connector : connectors) {
            var counted =
                    one(db().sql("SELECT counts.*, 0::bigint AS held_removals FROM connector c CROSS JOIN LATERAL ("
                                    + DocumentCounts.OF_CONNECTOR + ") counts WHERE c.id = :id")
                            .bind("id", connector)
                            .map(DocumentCounts::of)
                            .one());
            assertThat(byState(counted)).isEqualTo(lookedAt("d.connector_id = " + connector));
        }
    }

    @Test
    void countsWhatAKnowledgeBaseHasAlsoOfConnectorsThatAreGone() {
        var select = KnowledgeBases.SELECT + "kb.name = 'mixed'";
        var counted = one(db().sql(select).map(DocumentCounts::of).one());
        var all = lookedAt("true");
        assertThat(byState(counted)).isEqualTo(all);
        assertThat(all.values().stream().mapToLong(n -> n).sum()).isEqualTo(3 * 3 * 32);
    }

    @Test
    void knowsHowManyThereAreWhenSomeHaveGone() {
        execute("""
                INSERT INTO document (knowledge_base_id, connector_id, external_id, title, source_version, listing_digest,
                    metadata, disposition, created_at, updated_at)
                SELECT 815, 815 + g % 2, g::text, 'a title', 'v', 0, '{}', 'wanted', now(), now()
                FROM generate_series(1, 9) g""");
        assertThat(totals()).isEqualTo(Map.of(815L, 4L, 816L, 5L));

        execute("DELETE FROM document WHERE connector_id = 815 OR connector_id = 816 AND external_id IN ('1', '3')");
        assertThat(totals()).isEqualTo(Map.of(816L, 3L));

        execute("DELETE FROM document WHERE connector_id = 816");
        assertThat(totals()).isEmpty();
    }

    private static Map<Long, Long> totals() {
        return one(db().sql("SELECT connector_id, documents FROM document_total WHERE connector_id IN (815, 816)")
                .map(row -> Map.entry(
                        Objects.requireNonNull(row.get(0, Long.class)), Objects.requireNonNull(row.get(1, Long.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, Long> byState(DocumentCounts counts) {
        return Map.of(
                "indexed", counts.indexed(),
                "pending", counts.pending(),
                "failed", counts.failed(),
                "skipped", counts.skipped(),
                "filtered", counts.filtered(),
                "excluded", counts.excluded(),
                "removed", counts.removed());
    }

    private static Map<String, Long> lookedAt(String condition) {
        var found = new HashMap<String, Long>();
        STATES.forEach(state -> found.put(state, 0L));
        one(db().sql("SELECT %s AS state, count(*) AS n FROM document d WHERE %s GROUP BY 1"
                                .formatted(DocumentState.expression(), condition))
                        .map(row -> Map.entry(text(row), Objects.requireNonNull(row.get("n", Long.class))))
                        .all()
                        .collectList())
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    private static String text(Readable row) {
        return Objects.requireNonNull(row.get("state", String.class));
    }

    private static List<Long> ids(String sql) {
        return one(db().sql(sql)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .all()
                .collectList());
    }

    private static void execute(String sql) {
        db().sql(sql).then().block(Duration.ofSeconds(30));
    }

    private static <T> T one(Mono<T> answer) {
        return Objects.requireNonNull(answer.block(Duration.ofSeconds(30)));
    }

    private static DatabaseClient db() {
        return DATABASE.client();
    }
}
