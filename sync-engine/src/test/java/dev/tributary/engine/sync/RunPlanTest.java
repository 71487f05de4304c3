package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.Connector;
import dev.tributary.connector.testkit.emulator.EmulatorConnector;
import dev.tributary.connector.testkit.emulator.EmulatorFeedConnector;
import dev.tributary.connector.testkit.emulator.EmulatorIncrementalConnector;
import dev.tributary.engine.knowledge.Schedule;
import dev.tributary.engine.knowledge.StoredConnector;
import dev.tributary.engine.knowledge.TagSlots;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class RunPlanTest {

    private static final Instant NOW = Instant.parse("2026-03-02T00:00:00Z");
    private static final Optional<Instant> HOUR_AGO = Optional.of(NOW.minus(Duration.ofHours(1)));
    private static final Connector PLAIN = new EmulatorConnector();
    private static final Connector INCREMENTAL = new EmulatorIncrementalConnector();
    private static final Connector FEED = new EmulatorFeedConnector();

    private static StoredConnector stored(
            Optional<Instant> watermark, Optional<String> token, Optional<Instant> lastFull, Optional<String> scope) {
        return new StoredConnector(
                1,
                1,
                "type",
                "name",
                Map.of("url", List.of("a")),
                Map.of("key", "cipher"),
                Optional.empty(),
                TagSlots.NONE,
                List.of(),
                Schedule.DAILY,
                StoredConnector.State.ACTIVE,
                0,
                watermark,
                token,
                lastFull,
                false,
                scope);
    }

    private static StoredConnector seen() {
        return stored(HOUR_AGO, Optional.of("17"), HOUR_AGO, Optional.empty());
    }

    private static RunPlan plan(StoredConnector stored, Connector connector, RunKind kind) {
        return RunPlan.of(stored, connector, kind, SyncRig.SETTINGS, NOW);
    }

    @Test
    @DisplayName("L8: a sync is incremental where the connector can, from the watermark minus the overlap")
    void listsIncrementally() {
        var plan = plan(seen(), INCREMENTAL, RunKind.SYNC);
        assertThat(plan.kind()).isEqualTo(Listing.Kind.INCREMENTAL);
        assertThat(plan.changedSince()).contains(NOW.minus(Duration.ofHours(1)).minusSeconds(300));
        assertThat(plan(seen(), FEED, RunKind.SYNC).kind()).isEqualTo(Listing.Kind.CHANGES);
        assertThat(plan(seen(), PLAIN, RunKind.SYNC).kind()).isEqualTo(Listing.Kind.FULL);
    }

    @Test
    @DisplayName("L8: a sync is full when nothing was seen yet, and when the last full listing began 24 hours ago")
    void listsEverythingNowAndThen() {
        var never = stored(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        var dayAgo = Optional.of(NOW.minus(Duration.ofHours(24)));
        var due = stored(HOUR_AGO, Optional.of("17"), dayAgo, Optional.empty());
        var failedBefore = stored(Optional.empty(), Optional.empty(), HOUR_AGO, Optional.empty());
        for (var connector : List.of(INCREMENTAL, FEED)) {
            for (var stored : List.of(never, due, failedBefore)) {
                assertThat(plan(stored, connector, RunKind.SYNC).kind()).isEqualTo(Listing.Kind.FULL);
            }
        }
    }

    @Test
    @DisplayName("R1: full, re-read and preview list everything, whatever the connector can")
    void listsEverythingOnRequest() {
        for (var connector : List.of(PLAIN, INCREMENTAL, FEED)) {
            assertThat(plan(seen(), connector, RunKind.FULL).kind()).isEqualTo(Listing.Kind.FULL);
            assertThat(plan(seen(), connector, RunKind.FULL).rereads()).isFalse();
            assertThat(plan(seen(), connector, RunKind.FULL).changedSince()).isEmpty();
            assertThat(plan(seen(), connector, RunKind.REREAD).kind()).isEqualTo(Listing.Kind.FULL);
            assertThat(plan(seen(), connector, RunKind.REREAD).rereads()).isTrue();
            assertThat(plan(seen(), connector, RunKind.PREVIEW).kind()).isEqualTo(Listing.Kind.PREVIEW);
        }
    }

    @Test
    @DisplayName("D6: a confirmed scope is listed in full, so that what left it is found")
    void listsAConfirmedScopeInFull() {
        var confirmed = stored(HOUR_AGO, Optional.of("17"), HOUR_AGO, Optional.of("scope"));
        assertThat(plan(confirmed, FEED, RunKind.SYNC).kind()).isEqualTo(Listing.Kind.FULL);
    }

    @Test
    @DisplayName("R4: the fingerprint of a checkpoint changes with the kind of run and of listing, not with time")
    void fingerprintsThePlan() {
        var full = plan(seen(), PLAIN, RunKind.SYNC).fingerprint();
        assertThat(plan(seen(), PLAIN, RunKind.SYNC).fingerprint()).isEqualTo(full);
        assertThat(plan(seen(), PLAIN, RunKind.FULL).fingerprint()).isNotEqualTo(full);
        assertThat(plan(seen(), PLAIN, RunKind.REREAD).fingerprint()).isNotEqualTo(full);
        assertThat(plan(seen(), INCREMENTAL, RunKind.SYNC).fingerprint()).isNotEqualTo(full);
        assertThat(plan(seen(), FEED, RunKind.SYNC).fingerprint()).isNotEqualTo(full);
    }
}
