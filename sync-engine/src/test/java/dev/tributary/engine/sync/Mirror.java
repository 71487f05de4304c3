package dev.tributary.engine.sync;

import dev.tributary.engine.storage.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A source of a real kind, read by its own connector through the engine's own HTTP and runs. */
final class Mirror implements AutoCloseable {

    private final BenchClient http = new BenchClient();
    private final SyncRig rig;
    private final long connector;

    Mirror(TestDatabase database, String type, Map<String, List<String>> config) {
        this.rig = new SyncRig(database, http::session);
        this.connector = rig.connector(type, config);
    }

    /** What a scheduled run comes to: the source's changes where it can tell them, else everything. */
    String sync() {
        return run(RunKind.SYNC);
    }

    /** What a run comes to that lists everything. */
    String full() {
        return run(RunKind.FULL);
    }

    private String run(RunKind kind) {
        var counts = rig.run(connector, kind);
        Invariants.hold(rig.db);
        return counts.summary();
    }

    /** The row of the document of that external id. */
    long row(String externalId) {
        return rig.one("SELECT id FROM document WHERE connector_id = %d AND external_id = '%s'"
                .formatted(connector, externalId));
    }

    /** The row of the document of that title. */
    long titled(String title) {
        return rig.one("SELECT id FROM document WHERE connector_id = %d AND title = '%s'".formatted(connector, title));
    }

    String text(long row) {
        return Objects.requireNonNull(texts("SELECT markdown FROM document_content WHERE document_id = " + row)
                .getFirst());
    }

    /** Why the document of that external id is not read. */
    String reason(String externalId) {
        return texts("SELECT reason FROM document WHERE connector_id = %d AND external_id = '%s'"
                        .formatted(connector, externalId))
                .getFirst();
    }

    /** The external ids of documents that a person sees, in order. */
    List<String> documents() {
        return texts("""
                SELECT external_id FROM document
                WHERE connector_id = %d AND tombstoned_at IS NULL ORDER BY external_id""".formatted(connector));
    }

    /** The titles of documents that a person finds by that word, in order. */
    List<String> found(String word) {
        return texts("""
                SELECT DISTINCT d.title FROM chunk_search s JOIN document d ON d.id = s.document_id
                WHERE d.connector_id = %d AND d.tombstoned_at IS NULL AND s.terms @@ plainto_tsquery('english', '%s')
                ORDER BY 1""".formatted(connector, word));
    }

    private List<String> texts(String sql) {
        return Objects.requireNonNull(SyncRig.wait(rig.db
                .sql(sql)
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .all()
                .collectList()));
    }

    @Override
    public void close() {
        http.close();
    }
}
