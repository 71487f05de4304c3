package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.testkit.emulator.Call;
import dev.tributary.connector.testkit.emulator.EmulatorSettings;
import dev.tributary.connector.testkit.emulator.SourceEmulator;
import dev.tributary.engine.storage.TestDatabase;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** An emulated source, the engine's runs, and a connector between them. */
final class Scene implements AutoCloseable {

    private static final int PAGE = 10;

    final SourceEmulator source;
    final SyncRig rig;
    final long connector;

    private Scene(SourceEmulator source, SyncRig rig, String type) {
        this.source = source;
        this.rig = rig;
        this.connector = rig.connector(type, source.config(PAGE));
    }

    static Scene of(TestDatabase database, String type, int documents) {
        var source = SourceEmulator.start(EmulatorSettings.of(documents).textSize(300));
        return of(database, type, source);
    }

    static Scene of(TestDatabase database, String type, SourceEmulator source) {
        return new Scene(source, new SyncRig(database, _ -> source.session(PAGE)), type);
    }

    String sync() {
        return run(RunKind.SYNC).summary();
    }

    String full() {
        return run(RunKind.FULL).summary();
    }

    RunCounts run(RunKind kind) {
        var counts = rig.run(connector, kind);
        Invariants.hold(rig.db);
        return counts;
    }

    long count(String where) {
        return rig.one("SELECT count(*) FROM document WHERE connector_id = %d AND %s".formatted(connector, where));
    }

    long held() {
        return rig.one("SELECT count(*) FROM held_removal WHERE connector_id = " + connector);
    }

    long live() {
        return count("tombstoned_at IS NULL");
    }

    long fetched() {
        return source.counters().of(Call.Kind.READ);
    }

    void update(String set, String where) {
        rig.execute("UPDATE document SET %s WHERE connector_id = %d AND %s".formatted(set, connector, where));
    }

    /** A column of the connector's row. */
    Optional<String> connector(String column) {
        return text("SELECT %s::text FROM connector WHERE id = %d".formatted(column, connector));
    }

    /** A column of the newest run's row; empty where it is null. */
    Optional<String> lastRun(String column) {
        return text("SELECT %s::text FROM sync_run WHERE connector_id = %d ORDER BY id DESC LIMIT 1"
                .formatted(column, connector));
    }

    /** An expression over the row of that document. */
    Optional<String> document(String id, String expression) {
        return text("SELECT (%s)::text FROM document WHERE connector_id = %d AND external_id = '%s'"
                .formatted(expression, connector, id));
    }

    /** The kinds of events in the history of a document, oldest first. */
    List<String> history(long document) {
        return Objects.requireNonNull(SyncRig.wait(rig.db
                .sql("SELECT kind FROM document_event WHERE document_id = %d ORDER BY id".formatted(document))
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .all()
                .collectList()));
    }

    long id(String externalId) {
        return Long.parseLong(document(externalId, "id").orElseThrow());
    }

    void deleteAtSource(int from, int to) {
        for (var position = from; position < to; position++) {
            source.corpus().delete("doc-" + position);
        }
    }

    /** Each live document of the source is here in its version, title and text, and no other is. */
    void assertMirrors() {
        var expected = source.corpus().expected().toList();
        assertThat(live()).isEqualTo(expected.size());
        for (var document : expected) {
            assertThat(document(document.id(), "title || '|' || indexed_version || '|' || (fetch_due IS NULL)"))
                    .contains(document.title() + "|" + document.contentHash() + "|true");
        }
    }

    private Optional<String> text(String sql) {
        return Objects.requireNonNull(SyncRig.wait(rig.db
                .sql(sql)
                .map(row -> Optional.ofNullable(row.get(0, String.class)))
                .one()
                .defaultIfEmpty(Optional.empty())));
    }

    @Override
    public void close() {
        source.close();
    }
}
