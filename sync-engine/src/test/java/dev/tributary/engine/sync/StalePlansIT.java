package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.storage.TestDatabase;
import dev.tributary.engine.storage.Unnest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** How rows are found while the statistics are older than they are, as in the first run of a further connector. */
final class StalePlansIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int DOCUMENTS = 3_000;

    private final SyncRig rig = new SyncRig(DATABASE, _ -> new Script());

    @Test
    void eachListedItemIsLookedUpByItsId() {
        fill(rig.connector("script", Map.of()));
        rig.execute("ANALYZE document");
        var young = rig.connector("script", Map.of());
        fill(young);
        var ids = LongStream.range(0, 500).boxed().toList();
        var items = Unnest.of(ids).text("external_id", id -> "gen-" + id);
        assertThat(plan(items.bind(rig.db.sql(
                                "EXPLAIN SELECT d.id FROM %s AS p LEFT JOIN LATERAL %s d ON true"
                                        .formatted(items.sql(), PageComparison.ROW)))
                        .bind("connector", young)))
                .contains("document_connector_id_external_id_key")
                .doesNotContain("document_of_connector");
    }

    @Test
    void indexingReadsNoOtherDocumentsThanItsOwn() {
        fill(rig.connector("script", Map.of()));
        var ids = LongStream.range(0, 400).boxed().toList();
        var claimed = Unnest.of(ids)
                .int8("id", id -> id)
                .text("version", id -> "1")
                .text("digest", id -> "d");
        assertThat(plan(claimed.bind(rig.db.sql("EXPLAIN " + IndexStore.CLAIM.formatted(claimed.sql())))))
                .contains("document_pkey")
                .doesNotContain("Seq Scan");
    }

    private void fill(long connector) {
        rig.execute("""
                INSERT INTO document (knowledge_base_id, connector_id, external_id, title, source_version, listing_digest,
                    metadata, disposition, created_at, updated_at, content_version, content_digest, index_due)
                SELECT 1, %d, 'gen-' || i, 'title', '1', 1, '{}', 'wanted', now(), now(), '1', 'd', true
                FROM generate_series(1, %d) AS i""".formatted(connector, DOCUMENTS));
    }

    private static String plan(GenericExecuteSpec explained) {
        List<String> lines = Objects.requireNonNull(SyncRig.wait(explained
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .all()
                .collectList()));
        return lines.stream().collect(Collectors.joining("\n"));
    }
}
