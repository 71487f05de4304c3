package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.testkit.emulator.Call;
import dev.tributary.connector.testkit.emulator.Fault;
import dev.tributary.connector.testkit.emulator.When;
import dev.tributary.engine.knowledge.StoredConnectors;
import dev.tributary.engine.storage.TestDatabase;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

final class RemovalRulesIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final Scene scene = Scene.of(DATABASE, "emulator", 40);

    @AfterEach
    void close() {
        scene.close();
    }

    private void confirmScope() {
        var stored = new StoredConnectors(scene.rig.db, JsonMapper.shared()).find(scene.connector);
        var scope = Objects.requireNonNull(SyncRig.wait(stored)).scope();
        scene.rig.execute(
                "UPDATE connector SET confirmed_scope = '%s' WHERE id = %d".formatted(scope, scene.connector));
    }

    @Test
    @DisplayName("D2: a missing document is tombstoned first and purged second")
    void tombstonesThenPurges() {
        scene.sync();
        var document = scene.id("doc-3");
        scene.source.corpus().delete("doc-3");
        assertThat(scene.sync()).isEqualTo("completed listed=39 unchanged=39 tombstoned=1");
        assertThat(scene.document("doc-3", "tombstoned_at IS NOT NULL")).contains("true");
        assertThat(scene.sync()).isEqualTo("completed listed=39 unchanged=39 purged=1");
        assertThat(scene.document("doc-3", "id")).isEmpty();
        assertThat(scene.history(document)).containsExactly("added", "tombstoned", "purged");
        assertThat(scene.sync()).isEqualTo("completed listed=39 unchanged=39");
    }

    @Test
    @DisplayName("D2: listed again, a tombstoned document is restored without fetching or indexing it")
    void restores() {
        scene.sync();
        scene.source.corpus().archive("doc-3");
        scene.source.corpus().trash("doc-4");
        assertThat(scene.sync()).isEqualTo("completed listed=38 unchanged=38 tombstoned=2");
        scene.source.counters().reset();
        scene.source.corpus().restore("doc-3");
        scene.source.corpus().restore("doc-4");
        scene.source.corpus().change("doc-4");
        var run = scene.run(RunKind.SYNC);
        assertThat(run.summary())
                .isEqualTo("completed listed=40 updated=1 unchanged=39 refreshed=1 fetched=1 restored=2");
        assertThat(run.of("indexed")).isEqualTo(1);
        assertThat(scene.fetched()).isEqualTo(1);
        assertThat(scene.history(scene.id("doc-3"))).containsExactly("added", "tombstoned", "restored");
        scene.assertMirrors();
    }

    @Test
    @DisplayName("D3: a suspect listing removes nothing unless the next complete one says the same")
    void asksASuspectListingTwice() {
        scene.sync();
        scene.deleteAtSource(20, 40);
        scene.update("excluded_at = now()", "substr(external_id, 5)::integer >= 20");
        scene.source.faults().inject(new Fault.EmptyListing(), When.always().on(Call.Kind.LISTING));
        assertThat(scene.sync()).isEqualTo("completed");
        assertThat(scene.live()).isEqualTo(40);
        assertThat(scene.connector("suspect_listing")).isPresent();
        assertThat(scene.lastRun("remark"))
                .contains("The source listed 0 of 20 known documents, too few to be believed at once, so nothing was"
                        + " removed. What is missing goes when the next full sync says the same.");
        assertThat(scene.sync()).isEqualTo("completed tombstoned=20");
    }

    @Test
    @DisplayName("D3: what a suspect listing left out waits for the next one, and is no failure of the run")
    void callsNotFailedWhatASuspectListingLeftOut() {
        scene.sync();
        scene.deleteAtSource(0, 40);
        scene.update("fetch_due = '2030-01-01', attempts = 1", "true");
        assertThat(scene.sync()).isEqualTo("completed");
        assertThat(scene.connector("suspect_listing")).isPresent();
    }

    @Test
    @DisplayName("D3: a listing that is well again clears the suspicion")
    void forgetsASuspicion() {
        scene.sync();
        var empty = scene.source
                .faults()
                .inject(new Fault.EmptyListing(), When.always().on(Call.Kind.LISTING));
        scene.sync();
        empty.lift();
        assertThat(scene.sync()).isEqualTo("completed listed=40 unchanged=40");
        assertThat(scene.connector("suspect_listing")).isEmpty();
        scene.source.faults().inject(new Fault.EmptyListing(), When.always().on(Call.Kind.LISTING));
        assertThat(scene.sync()).isEqualTo("completed");
        assertThat(scene.live()).isEqualTo(40);
    }

    @Test
    @DisplayName("D4: more than 25 removals are held whole, and a person applies them")
    void holdsAndApplies() {
        scene.sync();
        scene.deleteAtSource(0, 26);
        assertThat(scene.sync()).isEqualTo("completed listed=14 unchanged=14 held=26");
        assertThat(scene.live()).isEqualTo(40);
        assertThat(scene.sync()).isEqualTo("completed listed=14 unchanged=14 held=26");
        assertThat(scene.run(RunKind.APPLY_REMOVALS).summary()).isEqualTo("completed tombstoned=26");
        assertThat(scene.live()).isEqualTo(14);
        assertThat(scene.sync()).isEqualTo("completed listed=14 unchanged=14 purged=26");
        assertThat(scene.held()).isZero();
    }

    @Test
    @DisplayName("D4: what is held is for a person to decide, and no failure of the run")
    void callsNotFailedWhatIsHeld() {
        scene.sync();
        scene.deleteAtSource(0, 26);
        scene.update("fetch_due = '2030-01-01', attempts = 1", "substr(external_id, 5)::integer < 26");
        assertThat(scene.sync()).isEqualTo("completed listed=14 unchanged=14 held=26");
    }

    @Test
    @DisplayName("D4: what is listed again leaves the held set, and 25 are not held")
    void holdsNoMoreThanIsMissing() {
        scene.sync();
        scene.deleteAtSource(0, 27);
        scene.sync();
        scene.source.corpus().restore("doc-0");
        assertThat(scene.sync()).isEqualTo("completed listed=14 unchanged=14 refreshed=1 held=26");
        scene.source.corpus().restore("doc-1");
        assertThat(scene.sync()).isEqualTo("completed listed=15 unchanged=15 refreshed=1 tombstoned=25");
        assertThat(scene.held()).isZero();
    }

    @Test
    @DisplayName("D4: documents that a person keeps survive, and count nowhere until they are listed again")
    void keepsDocuments() {
        scene.sync();
        scene.deleteAtSource(0, 26);
        scene.sync();
        scene.update("kept = true", "id IN (SELECT document_id FROM held_removal)");
        scene.rig.execute("DELETE FROM held_removal WHERE connector_id = " + scene.connector);
        assertThat(scene.sync()).isEqualTo("completed listed=14 unchanged=14");
        assertThat(scene.sync()).isEqualTo("completed listed=14 unchanged=14");
        assertThat(scene.live()).isEqualTo(40);
        scene.source.corpus().restore("doc-0");
        assertThat(scene.sync()).isEqualTo("completed listed=15 unchanged=15 refreshed=1");
        assertThat(scene.count("kept")).isEqualTo(25);
    }

    @Test
    @DisplayName("D4: what a person keeps is no failure of the run")
    void callsNotFailedWhatIsKept() {
        scene.sync();
        scene.deleteAtSource(0, 26);
        scene.update("kept = true, fetch_due = '2030-01-01', attempts = 1", "substr(external_id, 5)::integer < 26");
        assertThat(scene.sync()).isEqualTo("completed listed=14 unchanged=14");
    }

    @Test
    @DisplayName("D5: a rename is a move: the same document with its history, and nothing is indexed again")
    void movesRenamedDocuments() {
        scene.sync();
        var document = scene.id("doc-8");
        var renamed = scene.source.corpus().rename("doc-8");
        assertThat(scene.sync()).isEqualTo("completed listed=40 moved=1 unchanged=39 fetched=1");
        assertThat(scene.id(renamed)).isEqualTo(document);
        assertThat(scene.history(document)).containsExactly("added", "moved");
        assertThat(scene.sync()).isEqualTo("completed listed=40 unchanged=40");
        scene.assertMirrors();
    }

    @Test
    @DisplayName("D5: a rename of everything is no removal that is held")
    void movesEverything() {
        scene.sync();
        scene.source
                .corpus()
                .expected()
                .toList()
                .forEach(one -> scene.source.corpus().rename(one.id()));
        assertThat(scene.sync()).isEqualTo("completed listed=40 moved=40 fetched=40");
        scene.assertMirrors();
    }

    @Test
    @DisplayName("D6: a confirmed narrower scope is subject to neither D3 nor D4, once")
    void followsAConfirmedScope() {
        scene.sync();
        scene.deleteAtSource(1, 40);
        confirmScope();
        assertThat(scene.sync()).isEqualTo("completed listed=1 unchanged=1 tombstoned=39");
        assertThat(scene.connector("confirmed_scope")).isEmpty();
    }

    @Test
    @DisplayName("D6: a confirmation of other settings than these confirms nothing")
    void ignoresAConfirmationOfOtherSettings() {
        scene.sync();
        scene.deleteAtSource(1, 40);
        confirmScope();
        scene.rig.execute(
                "UPDATE connector SET config = config || '{\"other\": [\"x\"]}' WHERE id = " + scene.connector);
        assertThat(scene.sync()).isEqualTo("completed listed=1 unchanged=1 held=39");
    }

    @Test
    @DisplayName("D7: excluded documents are never removed, never restored, never fetched, and on neither side")
    void leavesExcludedDocumentsAlone() {
        scene.sync();
        scene.update("excluded_at = now()", "external_id IN ('doc-0', 'doc-1', 'doc-2')");
        scene.source.corpus().delete("doc-0");
        scene.source.corpus().change("doc-1");
        scene.source.counters().reset();
        assertThat(scene.sync()).isEqualTo("completed listed=39 unchanged=37 excluded=2");
        assertThat(scene.sync()).isEqualTo("completed listed=39 unchanged=37 excluded=2");
        assertThat(scene.fetched()).isZero();
        assertThat(scene.count("excluded_at IS NOT NULL AND tombstoned_at IS NULL"))
                .isEqualTo(3);
        scene.update("excluded_at = NULL", "external_id = 'doc-1'");
        assertThat(scene.sync()).isEqualTo("completed listed=39 updated=1 unchanged=37 excluded=1 fetched=1");
    }
}
