package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.testkit.emulator.Call;
import dev.tributary.connector.testkit.emulator.Fault;
import dev.tributary.connector.testkit.emulator.When;
import dev.tributary.engine.storage.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

final class PreviewRulesIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final Scene scene = Scene.of(DATABASE, "emulator", 40);

    @AfterEach
    void close() {
        scene.close();
    }

    private JsonNode sample(RunCounts run) {
        return run.row().path("sample");
    }

    @Test
    @DisplayName("R1: a preview writes no document, and counts and shows what a run would do")
    void showsAndWritesNothing() {
        scene.sync();
        var before =
                scene.rig.one("SELECT sum(hashtext(d::text)) FROM document d WHERE connector_id = " + scene.connector);
        scene.source.corpus().add();
        scene.source.corpus().change("doc-1");
        scene.source.corpus().delete("doc-2");
        scene.source.counters().reset();
        var run = scene.run(RunKind.PREVIEW);
        assertThat(run.summary()).isEqualTo("completed listed=40 added=1 updated=1 unchanged=38 tombstoned=1");
        assertThat(scene.fetched()).isZero();
        assertThat(scene.rig.one(
                        "SELECT sum(hashtext(d::text)) FROM document d WHERE connector_id = " + scene.connector))
                .isEqualTo(before);
        assertThat(sample(run).path("added").path(0).path("externalId").asString())
                .isEqualTo("doc-40");
        assertThat(sample(run).path("updated").path(0).path("externalId").asString())
                .isEqualTo("doc-1");
        assertThat(sample(run).path("removed").path(0).path("externalId").asString())
                .isEqualTo("doc-2");
        assertThat(scene.rig.one("SELECT count(*) FROM listing WHERE connector_id = " + scene.connector))
                .isZero();
        assertThat(scene.sync()).isEqualTo("completed listed=40 added=1 updated=1 unchanged=38 fetched=2 tombstoned=1");
    }

    @Test
    @DisplayName("R1: a preview before the first run shows all as added, and a sample of 20")
    void previewsAnEmptyConnector() {
        var run = scene.run(RunKind.PREVIEW);
        assertThat(run.summary()).isEqualTo("completed listed=40 added=40");
        assertThat(sample(run).path("added")).hasSize(20);
        assertThat(sample(run).path("removed")).isEmpty();
        assertThat(scene.live()).isZero();
    }

    @Test
    @DisplayName("L2: a preview of an incomplete listing shows no removals")
    void claimsNoRemovalsWhenIncomplete() {
        scene.sync();
        scene.source.faults().inject(new Fault.CappedListing(), When.always().on(Call.Kind.LISTING));
        var run = scene.run(RunKind.PREVIEW);
        assertThat(run.summary()).isEqualTo("completed listed=10 unchanged=10");
        assertThat(sample(run).path("removed")).isEmpty();
    }

    @Test
    @DisplayName("R1: a preview leaves the checkpoint of a listing alone")
    void leavesCheckpointsAlone() {
        var fault = scene.source
                .faults()
                .inject(
                        new Fault.Status(503),
                        When.always().on(Call.Kind.LISTING).from(3));
        scene.sync();
        fault.lift();
        assertThat(scene.run(RunKind.PREVIEW).of("listed")).isEqualTo(40);
        assertThat(scene.run(RunKind.SYNC).of("listed")).isEqualTo(20);
        scene.assertMirrors();
    }
}
