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

final class ListingRulesIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final Scene scene = Scene.of(DATABASE, "emulator", 40);

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    @DisplayName("L6: a second run finds all unchanged and fetches nothing")
    void fetchesOnlyWhatIsNew() {
        assertThat(scene.sync()).isEqualTo("completed listed=40 added=40 fetched=40");
        scene.source.counters().reset();
        assertThat(scene.sync()).isEqualTo("completed listed=40 unchanged=40");
        assertThat(scene.fetched()).isZero();
        assertThat(scene.source.counters().of(Call.Kind.LISTING)).isEqualTo(4);
    }

    @Test
    @DisplayName("L5: adds and edits are counted exactly, and only they are fetched")
    void countsChanges() {
        scene.sync();
        scene.source.counters().reset();
        scene.source.corpus().change("doc-3");
        scene.source.corpus().change("doc-37");
        scene.source.corpus().add();
        assertThat(scene.sync()).isEqualTo("completed listed=41 added=1 updated=2 unchanged=38 fetched=3");
        assertThat(scene.fetched()).isEqualTo(3);
        scene.assertMirrors();
    }

    @Test
    @DisplayName("L7: a new title is taken over without fetching or indexing, and is found at once")
    void refreshesTitles() {
        scene.sync();
        scene.source.counters().reset();
        scene.source.corpus().retitle("doc-5");
        var run = scene.run(RunKind.SYNC);
        assertThat(run.summary()).isEqualTo("completed listed=40 unchanged=40 refreshed=1");
        assertThat(run.of("indexed")).isZero();
        assertThat(scene.fetched()).isZero();
        assertThat(scene.history(scene.id("doc-5"))).containsExactly("added", "refreshed");
        scene.assertMirrors();
    }

    @Test
    @DisplayName("L3: duplicates within and across pages are counted, whether they are new, changed or unchanged")
    void countsDuplicates() {
        scene.source.faults().inject(new Fault.DuplicateIds(), When.always().on(Call.Kind.LISTING));
        assertThat(scene.sync()).isEqualTo("completed listed=47 added=40 duplicates=7 fetched=40");
        assertThat(scene.sync()).isEqualTo("completed listed=47 unchanged=40 duplicates=7");
        scene.source.corpus().change("doc-9");
        scene.source.corpus().change("doc-10");
        assertThat(scene.sync()).isEqualTo("completed listed=47 updated=2 unchanged=38 duplicates=7 fetched=2");
        scene.assertMirrors();
    }

    @Test
    @DisplayName("L3: unchanged duplicates of an incomplete listing are counted as such, too")
    void countsDuplicatesOfIncompleteListings() {
        scene.sync();
        scene.source.faults().inject(new Fault.DuplicateIds(), When.always().on(Call.Kind.LISTING));
        scene.source.corpus().restrict("shelf-9");
        assertThat(scene.sync()).startsWith("completed listed=43 unchanged=36 duplicates=7");
    }

    @Test
    @DisplayName("L4: a document that answers with another hash than listed is stored as fetched, and counted")
    void storesWhatWasFetched() {
        scene.source.faults().inject(new Fault.WrongHash(), When.always().onDocument("doc-7"));
        var run = scene.run(RunKind.SYNC);
        assertThat(run.summary()).isEqualTo("completed listed=40 added=40 fetched=40");
        assertThat(run.of("changed_between")).isEqualTo(1);
        assertThat(scene.document("doc-7", "source_version || ' ' || content_version"))
                .contains("emulator:doc-7:1-other emulator:doc-7:1-other");
        scene.source.faults().clear();
        assertThat(scene.sync()).isEqualTo("completed listed=40 updated=1 unchanged=39 fetched=1");
        scene.assertMirrors();
    }

    @Test
    @DisplayName("L7: a title that a page brings while the document is being read is not lost to the older one")
    void keepsTheYoungerTitle() {
        scene.source.faults().inject(new Fault.Status(500), When.always().matching(call -> {
            if (call.kind() == Call.Kind.READ && call.documentId().equals("doc-4")) {
                scene.update("title = 'As a page says', listing_digest = 4", "external_id = 'doc-4'");
            }
            return false;
        }));
        scene.sync();
        assertThat(scene.document("doc-4", "title || ' ' || listing_digest")).contains("As a page says 4");
    }

    @Test
    @DisplayName("L2: an incomplete listing removes nothing: a cap, or a container that cannot be read")
    void removesNothingWhenIncomplete() {
        scene.sync();
        var cap = scene.source
                .faults()
                .inject(new Fault.CappedListing(), When.always().on(Call.Kind.LISTING));
        assertThat(scene.full()).isEqualTo("completed listed=10 unchanged=10");
        assertThat(scene.full()).isEqualTo("completed listed=10 unchanged=10");
        assertThat(scene.lastRun("remark"))
                .hasValueSatisfying(remark ->
                        assertThat(remark).startsWith("The listing was not complete, so nothing was removed: "));
        cap.lift();
        scene.source.corpus().restrict("shelf-3");
        scene.source.corpus().delete("doc-5");
        assertThat(scene.full()).isEqualTo("completed listed=35 unchanged=35");
        assertThat(scene.live()).isEqualTo(40);
        scene.source.corpus().open("shelf-3");
        assertThat(scene.full()).isEqualTo("completed listed=39 unchanged=39 tombstoned=1");
        assertThat(scene.lastRun("remark")).isEmpty();
    }

    @Test
    @DisplayName("R1: a re-read fetches unchanged documents again and indexes only what is different")
    void rereads() {
        scene.sync();
        scene.source.counters().reset();
        var run = scene.run(RunKind.REREAD);
        assertThat(run.summary()).isEqualTo("completed listed=40 unchanged=40 fetched=40");
        assertThat(run.of("indexed")).isZero();
        assertThat(scene.fetched()).isEqualTo(40);
        scene.update("content_digest = 'another'", "external_id = 'doc-4'");
        assertThat(scene.run(RunKind.REREAD).summary())
                .isEqualTo("completed listed=40 updated=1 unchanged=39 fetched=40");
        scene.assertMirrors();
    }
}
