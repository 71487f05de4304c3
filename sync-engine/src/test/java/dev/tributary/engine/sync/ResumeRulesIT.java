package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.testkit.emulator.Call;
import dev.tributary.connector.testkit.emulator.Fault;
import dev.tributary.connector.testkit.emulator.When;
import dev.tributary.engine.storage.TestDatabase;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResumeRulesIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final Scene scene = Scene.of(DATABASE, "emulator", 40);

    @AfterEach
    void close() {
        scene.close();
    }

    private final AtomicBoolean armed = new AtomicBoolean(true);

    /** Moves the clock when the source is asked for the page from that position on. */
    private void passWhenListing(String cursor, Duration time) {
        scene.source.faults().inject(new Fault.Status(500), When.always().matching(call -> {
            if (call.kind() == Call.Kind.LISTING
                    && call.query().getOrDefault("cursor", "").equals(cursor)
                    && armed.getAndSet(false)) {
                scene.rig.clock.pass(time);
            }
            return false;
        }));
    }

    @Test
    @DisplayName("R5: a run whose slice is over ends partial with its checkpoint, and the next one goes on from there")
    void goesOnAfterItsSlice() {
        passWhenListing("20", Duration.ofMinutes(31));
        var first = scene.run(RunKind.SYNC);
        assertThat(first.state()).isEqualTo("partial");
        assertThat(first.of("listed")).isBetween(10L, 30L);
        assertThat(scene.connector("waiting_for")).contains("queued: goes on behind the others");
        var second = scene.rig.runQueued(scene.connector);
        Invariants.hold(scene.rig.db);
        assertThat(second.state()).isEqualTo("completed");
        assertThat(first.of("listed") + second.of("listed")).isEqualTo(40);
        assertThat(first.of("pages") + second.of("pages")).isEqualTo(4);
        assertThat(first.of("fetched") + second.of("fetched")).isEqualTo(40);
        assertThat(scene.source.counters().of(Call.Kind.LISTING)).isEqualTo(4L);
        scene.assertMirrors();
    }

    @Test
    @DisplayName("R4: after a failure in mid-listing the next run goes on from the last stored page")
    void resumes() {
        stopAfterTwoPages();
        scene.source.counters().reset();
        assertThat(scene.run(RunKind.SYNC).of("listed")).isEqualTo(20);
        assertThat(scene.source.counters().of(Call.Kind.LISTING)).isEqualTo(2);
        assertThat(scene.rig.one("SELECT count(*) FROM listing WHERE connector_id = " + scene.connector))
                .isZero();
        scene.assertMirrors();
    }

    private void stopAfterTwoPages() {
        var fault = scene.source
                .faults()
                .inject(
                        new Fault.Status(503),
                        When.always().on(Call.Kind.LISTING).from(3));
        assertThat(scene.run(RunKind.SYNC).of("listed")).isEqualTo(20);
        fault.lift();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 200})
    @DisplayName("R4: a checkpoint that the source no longer takes is given up, and the listing begins anew")
    void givesUpACheckpointThatIsRefused(int status) {
        stopAfterTwoPages();
        var fault = status == 200 ? new Fault.MalformedJson() : new Fault.Status(status);
        scene.source
                .faults()
                .inject(
                        fault,
                        When.always()
                                .times(2)
                                .matching(call ->
                                        call.query().getOrDefault("cursor", "").equals("20")));
        var anew = scene.run(RunKind.SYNC);
        assertThat(anew.state()).isEqualTo("completed");
        assertThat(anew.of("listed")).isEqualTo(40);
        scene.assertMirrors();
    }

    @Test
    @DisplayName("R4: one odd answer does not cost a checkpoint")
    void keepsItsCheckpointAfterOneOddAnswer() {
        stopAfterTwoPages();
        scene.source
                .faults()
                .inject(new Fault.MalformedJson(), When.always().times(1).on(Call.Kind.LISTING));
        assertThat(scene.run(RunKind.SYNC).of("listed")).isEqualTo(20);
        scene.assertMirrors();
    }

    @Test
    @DisplayName("R4: a checkpoint is kept while the source answers nothing sensible at all")
    void keepsItsCheckpointWhenNothingIsListed() {
        stopAfterTwoPages();
        var fault = scene.source
                .faults()
                .inject(new Fault.InterstitialPage(), When.always().on(Call.Kind.LISTING));
        assertThat(scene.run(RunKind.SYNC).errorKind()).isEqualTo("unexpectedResponse");
        fault.lift();
        assertThat(scene.run(RunKind.SYNC).of("listed")).isEqualTo(20);
        scene.assertMirrors();
    }

    @Test
    @DisplayName("R4, S1: a checkpoint outlives a new encryption key, and is thrown away when secrets are replaced")
    void forgetsCheckpointsWithTheirSecrets() {
        store("{\"token\": \"sealed\"}");
        stopAfterTwoPages();
        store("{\"token\": \"sealed anew\"}");
        assertThat(scene.run(RunKind.SYNC).of("listed")).isEqualTo(20);
        scene.source.corpus().change("doc-0");
        stopAfterTwoPages();
        scene.rig.clock.pass(Duration.ofMinutes(1));
        store("{\"token\": \"replaced\"}");
        scene.rig.execute("UPDATE connector SET configured_at = '%s' WHERE id = %d"
                .formatted(scene.rig.clock.instant(), scene.connector));
        assertThat(scene.run(RunKind.SYNC).of("listed")).isEqualTo(40);
        scene.assertMirrors();
    }

    private void store(String secrets) {
        scene.rig.execute("UPDATE connector SET secrets = '%s' WHERE id = %d".formatted(secrets, scene.connector));
    }

    @Test
    @DisplayName("R4: a resumed listing removes what it left out, over all its parts")
    void removesOverAllParts() {
        scene.sync();
        scene.source.corpus().delete("doc-2");
        scene.source.corpus().delete("doc-33");
        var fault = scene.source
                .faults()
                .inject(
                        new Fault.Status(503),
                        When.always().on(Call.Kind.LISTING).from(3));
        assertThat(scene.sync()).isEqualTo("failed listed=20 unchanged=20");
        fault.lift();
        assertThat(scene.sync()).isEqualTo("completed listed=18 unchanged=18 tombstoned=2");
    }

    @Test
    @DisplayName(
            "R4: a checkpoint is thrown away when the settings changed, or when another kind of listing is asked for")
    void forgetsOtherCheckpoints() {
        var fault = scene.source
                .faults()
                .inject(
                        new Fault.Status(503),
                        When.always().on(Call.Kind.LISTING).from(3));
        scene.sync();
        fault.lift();
        scene.rig.execute(
                "UPDATE connector SET config = config || '{\"other\": [\"x\"]}' WHERE id = " + scene.connector);
        assertThat(scene.run(RunKind.SYNC).of("listed")).isEqualTo(40);
        var again = scene.source
                .faults()
                .inject(
                        new Fault.Status(503),
                        When.always().on(Call.Kind.LISTING).from(3));
        scene.sync();
        again.lift();
        assertThat(scene.run(RunKind.REREAD).of("listed")).isEqualTo(40);
    }

    @Test
    @DisplayName(
            "R4: a full run that a person asks for lists everything, although a sync had just listed it to its end")
    void aFullRunListsAnew() {
        passWhenListing("30", Duration.ofMinutes(31));
        scene.sync();
        assertThat(scene.rig.one("SELECT count(*) FROM listing WHERE ended")).isEqualTo(1);
        scene.rig.execute("UPDATE sync_run SET state = 'cancelled', ended_at = now() WHERE state = 'queued'");
        assertThat(scene.run(RunKind.FULL).of("listed")).isEqualTo(40);
        scene.assertMirrors();
    }

    @Test
    @DisplayName("R4: what a cancelled run had listed and not fetched is fetched by the next, and nothing twice")
    void fetchesTheRest() {
        scene.source.counters().countPerDocument();
        scene.source
                .faults()
                .inject(
                        new Fault.RateLimited(Duration.ofMinutes(1)),
                        When.always().on(Call.Kind.READ).from(21));
        var first = scene.run(RunKind.SYNC);
        scene.source.faults().clear();
        scene.source.counters().reset();
        var second = scene.run(RunKind.SYNC);
        assertThat(first.of("fetched") + second.of("fetched")).isEqualTo(40);
        assertThat(scene.fetched()).isEqualTo(second.of("fetched"));
        scene.assertMirrors();
    }

    @Test
    @DisplayName(
            "R4, D2: a run that goes on where one died in the middle of the removals still removes what is missing")
    void goesOnRemoving() {
        scene.sync();
        scene.source.corpus().delete("doc-3");
        scene.rig.execute("""
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not now'; END $$""");
        scene.rig.execute("CREATE TRIGGER refuse BEFORE UPDATE OF tombstoned_at ON document"
                + " FOR EACH ROW WHEN (NEW.tombstoned_at IS NOT NULL) EXECUTE FUNCTION refuse()");
        assertThat(scene.run(RunKind.FULL).state()).isEqualTo("failed");
        scene.rig.execute("DROP FUNCTION refuse CASCADE");
        var second = scene.run(RunKind.FULL);
        assertThat(second.state()).isEqualTo("completed");
        assertThat(second.of("listed")).isZero();
        assertThat(second.of("tombstoned")).isEqualTo(1);
    }

    @Test
    @DisplayName("R4: what a process listed whose clock was ahead is read by the next one, not when its clock is there")
    void readsWhatAFasterClockListed() {
        scene.source
                .faults()
                .inject(
                        new Fault.RateLimited(Duration.ofMinutes(1)),
                        When.always().on(Call.Kind.READ));
        scene.rig.clock.pass(Duration.ofMinutes(10));
        assertThat(scene.run(RunKind.SYNC).of("listed")).isPositive();
        scene.rig.clock.pass(Duration.ofMinutes(-10));
        scene.source.faults().clear();
        assertThat(scene.run(RunKind.SYNC).state()).isEqualTo("completed");
        scene.assertMirrors();
    }
}
