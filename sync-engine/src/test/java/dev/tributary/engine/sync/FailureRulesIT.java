package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.testkit.emulator.Call;
import dev.tributary.connector.testkit.emulator.Fault;
import dev.tributary.connector.testkit.emulator.When;
import dev.tributary.engine.storage.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

final class FailureRulesIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final Scene scene = Scene.of(DATABASE, "emulator", 40);

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    @DisplayName("L9: a failed document keeps its last good content, counts as seen and is tried again later and later")
    void keepsTheLastGoodContent() {
        scene.sync();
        scene.source.corpus().change("doc-6");
        scene.source.faults().inject(new Fault.Unreadable(), When.always().onDocument("doc-6"));
        assertThat(scene.sync()).isEqualTo("partial listed=40 unchanged=39 failed=1");
        assertThat(scene.document("doc-6", "indexed_version || ' ' || attempts || ' ' || error_kind"))
                .contains("emulator:doc-6:1 1 documentUnreadable");
        scene.source.counters().reset();
        assertThat(scene.sync()).isEqualTo("partial listed=40 unchanged=39 failed=1");
        assertThat(scene.fetched()).as("it is not its time yet").isZero();
        scene.rig.clock.pass(Duration.ofMinutes(5));
        assertThat(scene.sync()).isEqualTo("partial listed=40 unchanged=39 failed=1");
        assertThat(scene.document("doc-6", "attempts || ' ' || (fetch_due = '2026-03-01T00:15:00Z')"))
                .contains("2 true");
        scene.source.faults().clear();
        scene.rig.clock.pass(Duration.ofMinutes(10));
        var run = scene.run(RunKind.SYNC);
        assertThat(run.state()).isEqualTo("completed");
        assertThat(run.of("updated") + run.of("unchanged")).isEqualTo(40);
        assertThat(run.of("failed")).isZero();
        scene.assertMirrors();
    }

    @Test
    @DisplayName("L9: a full run tries failed documents at once")
    void retriesAtOnceByHand() {
        var fault = scene.source
                .faults()
                .inject(new Fault.Unreadable(), When.always().onDocument("doc-6"));
        assertThat(scene.sync()).isEqualTo("partial listed=40 added=39 failed=1 fetched=39");
        assertThat(scene.full()).isEqualTo("partial listed=40 unchanged=39 failed=1");
        assertThat(scene.document("doc-6", "attempts")).contains("2");
        fault.lift();
        assertThat(scene.full()).isEqualTo("completed listed=40 added=1 unchanged=39 fetched=1");
        assertThat(scene.document("doc-6", "attempts || coalesce(error_kind, ' none')"))
                .contains("0 none");
        scene.assertMirrors();
    }

    @Test
    @DisplayName("L9: one action retries all failed ones, and none is removed for having failed")
    void retriesAll() {
        var fault = scene.source
                .faults()
                .inject(new Fault.Status(500), When.always().on(Call.Kind.READ).times(10));
        assertThat(scene.run(RunKind.SYNC).of("failed")).isEqualTo(10);
        fault.lift();
        scene.update("fetch_due = '%s'".formatted(scene.rig.clock.instant()), "attempts > 0");
        assertThat(scene.run(RunKind.SYNC).state()).isEqualTo("completed");
        scene.assertMirrors();
    }

    @Test
    @DisplayName("L9: an unreadable document of a re-read is in the ledger until it was read")
    void retriesRereads() {
        scene.sync();
        var fault = scene.source
                .faults()
                .inject(new Fault.Unreadable(), When.always().onDocument("doc-6"));
        assertThat(scene.run(RunKind.REREAD).summary()).isEqualTo("partial listed=40 unchanged=39 failed=1 fetched=39");
        assertThat(scene.sync()).isEqualTo("partial listed=40 unchanged=39 failed=1");
        fault.lift();
        assertThat(scene.full()).isEqualTo("completed listed=40 unchanged=40 fetched=1");
        assertThat(scene.count("attempts > 0")).isZero();
    }

    @Test
    @DisplayName("F1: a rejected credential stops the run and waits for a person; it then goes on by itself")
    void waitsForACredential() {
        scene.sync();
        var revoked = scene.source.revokeToken();
        var run = scene.run(RunKind.SYNC);
        assertThat(run.summary()).isEqualTo("failed");
        assertThat(run.errorKind()).isEqualTo("credentialRejected");
        assertThat(scene.connector("state || ' ' || failures || ' ' || waiting_for"))
                .contains("active 0 waiting for a valid credential");
        assertThat(scene.live()).isEqualTo(40);
        revoked.lift();
        assertThat(scene.sync()).isEqualTo("completed listed=40 unchanged=40");
        assertThat(scene.connector("waiting_for")).isEmpty();
    }

    @Test
    @DisplayName("F1: a rate limit of hours defers the run with its checkpoint, and is no failure")
    void defers() {
        var limit = scene.source
                .faults()
                .inject(
                        new Fault.RateLimited(Duration.ofHours(3)),
                        When.always().on(Call.Kind.LISTING).from(3));
        var run = scene.run(RunKind.SYNC);
        assertThat(run.state()).isEqualTo("partial");
        assertThat(run.errorKind()).isEqualTo("rateLimited");
        assertThat(scene.connector("failures || ' ' || waiting_for || ' ' || (next_run_at = '2026-03-01T03:00:00Z')"))
                .contains("0 rate limited until 2026-03-01T03:00:00Z true");
        limit.lift();
        scene.rig.clock.pass(Duration.ofHours(3));
        assertThat(scene.run(RunKind.SYNC).of("listed")).isEqualTo(20);
        scene.assertMirrors();
    }

    @Test
    @DisplayName("F1: a full run that a rate limit defers goes on as a full run, from its checkpoint")
    void defersRunsOfAllKinds() {
        scene.sync();
        scene.source.corpus().delete("doc-3");
        var limit = scene.source
                .faults()
                .inject(
                        new Fault.RateLimited(Duration.ofHours(3)),
                        When.always().on(Call.Kind.LISTING).from(3));
        assertThat(scene.run(RunKind.REREAD).errorKind()).isEqualTo("rateLimited");
        limit.lift();
        scene.rig.clock.pass(Duration.ofHours(3));
        var rest = scene.rig.runQueued(scene.connector);
        assertThat(rest.row().path("kind").asString()).isEqualTo("reread");
        assertThat(rest.of("listed")).isEqualTo(19);
        assertThat(rest.of("tombstoned")).isEqualTo(1);
        assertThat(scene.rig.runQueued(scene.connector).row().path("kind").asString())
                .isEqualTo("sync");
    }

    @Test
    @DisplayName("F1: a rate limit among the downloads stops the run, and what was read before is kept")
    void keepsWhatWasReadBeforeARateLimit() {
        scene.source
                .faults()
                .inject(
                        new Fault.RateLimited(Duration.ofHours(1)),
                        When.always().on(Call.Kind.READ).from(31));
        var run = scene.run(RunKind.SYNC);
        assertThat(run.errorKind()).isEqualTo("rateLimited");
        assertThat(run.of("fetched")).isPositive();
        assertThat(scene.count("content_version IS NOT NULL")).isEqualTo(run.of("fetched"));
        assertThat(scene.count("attempts > 0")).isZero();
        scene.source.faults().clear();
        scene.run(RunKind.SYNC);
        scene.assertMirrors();
    }

    @Test
    @DisplayName("F1: a listing that fails, or answers what is no listing, removes nothing")
    void removesNothingOnFailure() {
        scene.sync();
        expectFailure(new Fault.Status(503), "sourceUnavailable", 1);
        expectFailure(new Fault.ConnectionReset(), "sourceUnavailable", 2);
        expectFailure(new Fault.InterstitialPage(), "unexpectedResponse", 3);
        expectFailure(new Fault.MalformedJson(), "unexpectedResponse", 4);
        expectFailure(new Fault.RepeatedCursor(), "unexpectedResponse", 5);
        assertThat(scene.live()).isEqualTo(40);
        assertThat(scene.run(RunKind.SYNC).state()).isEqualTo("completed");
        assertThat(scene.connector("failures || coalesce(last_error::text, ' none')"))
                .contains("0 none");
    }

    private void expectFailure(Fault fault, String kind, int failures) {
        scene.source.faults().inject(fault, When.always().on(Call.Kind.LISTING));
        var run = scene.run(RunKind.SYNC);
        assertThat(run.state()).as(kind).isEqualTo("failed");
        assertThat(run.errorKind()).isEqualTo(kind);
        assertThat(run.of("tombstoned")).isZero();
        assertThat(scene.connector("failures")).contains(Integer.toString(failures));
        scene.source.faults().clear();
    }

    @Test
    @DisplayName("F4: ten failed runs disable the connector and keep the cause; it then does not run")
    void disables() {
        scene.source.faults().inject(new Fault.Status(503), When.always());
        for (var failures = 1; failures <= 9; failures++) {
            assertThat(scene.sync()).isEqualTo("failed");
            assertThat(scene.connector("state || ' ' || extract(epoch FROM next_run_at - '%s')::int"
                            .formatted(scene.rig.clock.instant())))
                    .contains("active " + failures * 1800);
        }
        assertThat(scene.sync()).isEqualTo("failed");
        assertThat(scene.connector("state || ' ' || (last_error->>'kind') || ' ' || (next_run_at IS NULL)"))
                .contains("disabled sourceUnavailable true");
        assertThat(scene.connector("waiting_for").orElseThrow()).startsWith("disabled after 10 failed runs: ");
        scene.rig.queue(scene.connector, RunKind.FULL);
        assertThat(SyncRig.wait(scene.rig.running(scene.connector, Mono.never())))
                .isNull();
    }

    @Test
    @DisplayName("F4: a preview neither counts nor ends a back-off")
    void leavesTheBackOffAloneInPreviews() {
        scene.source.faults().inject(new Fault.Status(503), When.always().times(2));
        scene.sync();
        var before = scene.connector("failures || ' ' || waiting_for || next_run_at || last_error");
        assertThat(scene.run(RunKind.PREVIEW).state()).isEqualTo("failed");
        assertThat(scene.connector("failures || ' ' || waiting_for || next_run_at || last_error"))
                .isEqualTo(before);
        assertThat(scene.run(RunKind.PREVIEW).state()).isEqualTo("completed");
        assertThat(scene.connector("failures || ' ' || waiting_for || next_run_at || last_error"))
                .isEqualTo(before);
    }

    @Test
    @DisplayName(
            "F3: when 20 documents fail in a row the run ends partial, the rest is not tried, and all is in the ledger")
    void givesUp() {
        scene.source.faults().inject(new Fault.Status(500), When.always().on(Call.Kind.READ));
        var run = scene.run(RunKind.SYNC);
        assertThat(run.state()).isEqualTo("partial");
        assertThat(run.errorKind()).isEqualTo("documentsFailing");
        assertThat(scene.fetched()).isBetween(20L, 39L);
        assertThat(scene.count("attempts = 1 AND error_kind = 'sourceUnavailable'"))
                .isEqualTo(20);
        assertThat(run.of("failed")).isEqualTo(20);
        assertThat(scene.connector("failures || ' ' || (next_run_at = '2026-03-01T00:30:00Z')"))
                .contains("0 true");
        scene.source.faults().clear();
        scene.rig.clock.pass(Duration.ofMinutes(30));
        assertThat(scene.run(RunKind.SYNC).state()).isEqualTo("completed");
        scene.assertMirrors();
    }

    @Test
    @DisplayName("F3: documents that are gone when they are read tell nothing against their source: the rest is read")
    void goesOnBehindDocumentsThatAreGone() {
        scene.source
                .faults()
                .inject(new Fault.Status(404), When.always().times(30).on(Call.Kind.READ));
        var run = scene.run(RunKind.SYNC);
        assertThat(run.state()).isEqualTo("partial");
        assertThat(run.errorKind()).isNotEqualTo("documentsFailing");
        assertThat(scene.count("error_kind = 'gone'")).isEqualTo(30);
        assertThat(scene.count("content_version IS NOT NULL")).isEqualTo(10);
        scene.rig.clock.pass(Duration.ofHours(1));
        scene.sync();
        scene.assertMirrors();
    }
}
