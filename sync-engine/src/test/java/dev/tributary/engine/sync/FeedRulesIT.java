package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.testkit.emulator.Call;
import dev.tributary.connector.testkit.emulator.Fault;
import dev.tributary.connector.testkit.emulator.When;
import dev.tributary.engine.storage.TestDatabase;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class FeedRulesIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final Scene scene = Scene.of(DATABASE, "emulator_feed", 40);

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    @DisplayName("D1: what a change feed reports removed is removed at once, and only what changed is listed")
    void followsTheFeed() {
        assertThat(scene.sync()).isEqualTo("completed listed=40 added=40 fetched=40");
        scene.source.corpus().change("doc-1");
        scene.source.corpus().delete("doc-2");
        var added = scene.source.corpus().add();
        scene.source.counters().reset();
        assertThat(scene.sync()).isEqualTo("completed listed=2 added=1 updated=1 fetched=2 tombstoned=1");
        assertThat(scene.source.counters().of(Call.Kind.LISTING)).isZero();
        assertThat(scene.document("doc-2", "tombstoned_at IS NOT NULL")).contains("true");
        assertThat(scene.document(added, "indexed_version")).isPresent();
        assertThat(scene.sync()).isEqualTo("completed");
        assertThat(scene.full()).isEqualTo("completed listed=40 unchanged=40 purged=1");
        scene.assertMirrors();
    }

    @Test
    @DisplayName("D7: an excluded document that the feed reports removed stays")
    void keepsExcludedDocuments() {
        scene.sync();
        scene.update("excluded_at = now()", "external_id = 'doc-2'");
        scene.source.corpus().delete("doc-2");
        assertThat(scene.sync()).isEqualTo("completed");
        assertThat(scene.live()).isEqualTo(40);
    }

    @Test
    @DisplayName("L8: a feed that has forgotten is followed by a full listing in the same run")
    void listsAllWhenTheTokenExpired() {
        scene.sync();
        scene.source.corpus().delete("doc-2");
        scene.source.corpus().forgetChanges();
        assertThat(scene.sync()).isEqualTo("completed listed=39 unchanged=39 tombstoned=1");
        scene.source.corpus().change("doc-1");
        assertThat(scene.sync()).isEqualTo("completed listed=1 updated=1 fetched=1");
    }

    @Test
    @DisplayName(
            "L3: a document that changes again while the feed is read is no duplicate, and its last version counts")
    void followsADocumentThatChangesAgain() {
        scene.sync();
        var armed = new AtomicBoolean(true);
        for (var i = 0; i < 12; i++) {
            scene.source.corpus().change("doc-" + i);
        }
        scene.source.faults().inject(new Fault.Status(500), When.always().matching(call -> {
            if (call.kind() == Call.Kind.CHANGES
                    && call.query().getOrDefault("token", "").equals("10")
                    && armed.getAndSet(false)) {
                scene.source.corpus().change("doc-3");
                scene.source.corpus().retitle("doc-4");
            }
            return false;
        }));
        var run = scene.run(RunKind.SYNC);
        assertThat(run.of("listed")).isEqualTo(14);
        assertThat(run.of("duplicates")).isZero();
        scene.assertMirrors();
    }

    @Test
    @DisplayName("R4: a feed goes on after a failure from the last page that was stored")
    void resumesTheFeed() {
        scene.sync();
        for (var i = 0; i < 30; i++) {
            scene.source.corpus().change("doc-" + i);
        }
        var fault = scene.source
                .faults()
                .inject(
                        new Fault.Status(503),
                        When.always().on(Call.Kind.CHANGES).from(3));
        assertThat(scene.run(RunKind.SYNC).of("listed")).isEqualTo(20);
        fault.lift();
        assertThat(scene.run(RunKind.SYNC).of("listed")).isEqualTo(10);
        scene.assertMirrors();
    }
}
