package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.testkit.emulator.Call;
import dev.tributary.connector.testkit.emulator.EmulatorSettings;
import dev.tributary.connector.testkit.emulator.Fault;
import dev.tributary.connector.testkit.emulator.SourceEmulator;
import dev.tributary.connector.testkit.emulator.When;
import dev.tributary.engine.storage.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class IncrementalRulesIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final TestClock sourceTime = new TestClock();
    private final SourceEmulator source =
            SourceEmulator.start(EmulatorSettings.of(40).textSize(300).clock(sourceTime));
    private final Scene scene = Scene.of(DATABASE, "emulator_incremental", source);

    @AfterEach
    void close() {
        scene.close();
    }

    private void pass(Duration time) {
        sourceTime.pass(time);
        scene.rig.clock.pass(time);
    }

    @Test
    @DisplayName("L8: only what changed since the watermark minus the overlap is listed, and nothing is removed")
    void listsWhatChanged() {
        assertThat(scene.sync()).isEqualTo("completed listed=40 added=40 fetched=40");
        pass(Duration.ofHours(1));
        source.corpus().change("doc-1");
        source.corpus().delete("doc-2");
        assertThat(scene.sync()).isEqualTo("completed listed=1 updated=1 fetched=1");
        assertThat(scene.live()).isEqualTo(40);
        pass(Duration.ofSeconds(301));
        assertThat(scene.sync()).as("within the overlap").isEqualTo("completed listed=1 unchanged=1");
        assertThat(scene.sync()).as("beyond the overlap").isEqualTo("completed");
    }

    @Test
    @DisplayName("L8: after 24 hours a sync lists everything, so that removals are found")
    void listsEverythingOnceADay() {
        scene.sync();
        source.corpus().delete("doc-2");
        pass(Duration.ofHours(23));
        assertThat(scene.sync()).isEqualTo("completed");
        pass(Duration.ofHours(1));
        assertThat(scene.sync()).isEqualTo("completed listed=39 unchanged=39 tombstoned=1");
    }

    @Test
    @DisplayName("D4: what an incremental run lists again is held no more, and applying the removals leaves it")
    void releasesWhatIsListedAgain() {
        scene.sync();
        scene.deleteAtSource(0, 27);
        pass(Duration.ofHours(24));
        assertThat(scene.sync()).isEqualTo("completed listed=13 unchanged=13 held=27");
        pass(Duration.ofHours(1));
        source.corpus().restore("doc-0");
        assertThat(scene.run(RunKind.SYNC).of("listed")).isEqualTo(1);
        assertThat(scene.held()).isEqualTo(26);
        assertThat(scene.run(RunKind.APPLY_REMOVALS).summary()).isEqualTo("completed tombstoned=26");
        assertThat(scene.live()).isEqualTo(14);
    }

    @Test
    @DisplayName("D4: what a run listed again that did not come to its end is not hidden by applying the removals")
    void leavesWhatABrokenRunListed() {
        scene.sync();
        scene.deleteAtSource(0, 27);
        pass(Duration.ofHours(24));
        scene.sync();
        source.corpus().restore("doc-0");
        source.faults()
                .inject(
                        new Fault.Status(503),
                        When.always().on(Call.Kind.LISTING).from(2));
        assertThat(scene.run(RunKind.FULL).of("listed")).isEqualTo(10);
        assertThat(scene.run(RunKind.APPLY_REMOVALS).of("tombstoned")).isEqualTo(26);
        assertThat(scene.document("doc-0", "tombstoned_at IS NULL")).contains("true");
    }

    @Test
    @DisplayName("D4: what an earlier preview saw that was stopped is removed when a person applies the removals")
    void takesNoPreviewForAListing() {
        scene.sync();
        var limit = source.faults()
                .inject(
                        new Fault.Status(503),
                        When.always().on(Call.Kind.LISTING).from(4));
        assertThat(scene.run(RunKind.PREVIEW).state()).isEqualTo("failed");
        limit.lift();
        scene.deleteAtSource(0, 27);
        assertThat(scene.full()).isEqualTo("completed listed=13 unchanged=13 held=27");
        assertThat(scene.run(RunKind.APPLY_REMOVALS).summary()).isEqualTo("completed tombstoned=27");
    }

    @Test
    @DisplayName("L2, L8: what an incomplete incremental run left out is listed again by the next")
    void listsAgainWhatWasLeftOut() {
        scene.sync();
        pass(Duration.ofHours(1));
        for (var position = 0; position < 15; position++) {
            source.corpus().change("doc-" + position);
        }
        var cap = source.faults().inject(new Fault.CappedListing(), When.always());
        assertThat(scene.sync()).isEqualTo("completed listed=10 updated=10 fetched=10");
        assertThat(scene.lastRun("remark").orElseThrow()).startsWith("Not all changes could be listed");
        cap.lift();
        pass(Duration.ofHours(1));
        assertThat(scene.sync()).isEqualTo("completed listed=15 updated=5 unchanged=10 fetched=5");
        scene.assertMirrors();
    }

    @Test
    @DisplayName("L8: a run with failures does not move the watermark; L9: they are retried independent of the listing")
    void keepsTheWatermarkAfterFailures() {
        scene.sync();
        pass(Duration.ofHours(1));
        var before = scene.connector("watermark");
        source.corpus().change("doc-1");
        var fault = source.faults().inject(new Fault.Unreadable(), When.always().onDocument("doc-1"));
        assertThat(scene.sync()).isEqualTo("partial listed=1 failed=1");
        assertThat(scene.connector("watermark")).isEqualTo(before);
        fault.lift();
        pass(Duration.ofHours(1));
        assertThat(scene.run(RunKind.SYNC).state()).isEqualTo("completed");
        assertThat(scene.connector("watermark")).isNotEqualTo(before);
        scene.assertMirrors();
    }
}
