package dev.tributary.engine.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.testkit.emulator.EmulatorSettings;
import dev.tributary.connector.testkit.emulator.SourceEmulator;
import dev.tributary.connector.testkit.server.OAuthServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The life of an account: connected in a browser, used while its tokens end, taken back, connected again. */
interface AccountEndToEnd {

    /** One page after the other, together longer than a token lives. */
    int PAGES = 18;

    int PAGE = 3;
    Duration LATENCY = Duration.ofMillis(400);
    Duration TOKEN = Duration.ofSeconds(5);

    AccountScene scene();

    @Test
    default void runsOutliveTheirTokensAndStartAgainWhenTheAccountIsConnectedAgain() {
        var scene = scene();
        var settings = EmulatorSettings.of(PAGES * PAGE).textSize(200);
        try (var slow = scene.guarded(SourceEmulator.start(settings.latency(LATENCY)));
                var quick = scene.guarded(SourceEmulator.start(settings))) {
            var account = scene.connect(Map.of());
            assertThat(scene.account(account).path("name").asString()).isEqualTo("alice");
            var connector = scene.connector(slow, PAGE, account);
            var other = scene.connector(quick, PAGES * PAGE, account);
            var paused = scene.connector(quick, PAGES * PAGE, account);
            outlives(scene, connector);
            completed(scene.newest(other));
            completed(scene.newest(paused));
            scene.engine().post(200, "/api/v1/connectors/{id}/pause", paused);
            stops(scene, account, connector, other);
            startsAgain(scene, account, connector, other, paused);
        }
    }

    private static void outlives(AccountScene scene, String connector) {
        var run = scene.newest(connector);
        completed(run);
        assertThat(Duration.between(time(run, "startedAt"), time(run, "endedAt")))
                .isGreaterThan(TOKEN);
        var refreshes = scene.server().refreshes();
        assertThat(refreshes.granted()).isPositive();
        assertThat(refreshes.refused()).as("each token was used once").isZero();
    }

    private static void stops(AccountScene scene, String account, String connector, String other) {
        scene.server().revokeAll(OAuthServer.ALICE);
        var run = scene.engine().run(Long.parseLong(connector), "full");
        assertThat(run.path("state").asString()).isEqualTo("failed");
        assertThat(scene.account(account).path("state").asString()).isEqualTo("reconnectNeeded");
        for (var waiting : new String[] {connector, other}) {
            assertThat(scene.show(waiting).path("waitingFor").asString())
                    .contains("waiting for credential: reconnect alice", "invalid_grant");
        }
    }

    private static void startsAgain(AccountScene scene, String account, String connector, String other, String paused) {
        var before = scene.runs(paused);
        var others = scene.runs(other);
        assertThat(scene.connect(Map.of("credentialId", account))).isEqualTo(account);
        assertThat(scene.account(account).path("state").asString()).isEqualTo("connected");
        completed(scene.newest(connector));
        assertThat(scene.runs(other)).isEqualTo(others + 1);
        completed(scene.newest(other));
        assertThat(scene.runs(paused)).as("what a person paused stays paused").isEqualTo(before);
        assertThat(scene.show(paused).path("state").asString()).isEqualTo("paused");
    }

    private static void completed(JsonNode run) {
        assertThat(run.path("state").asString()).as(run::toString).isEqualTo("completed");
    }

    private static Instant time(JsonNode run, String name) {
        return Instant.parse(run.path(name).asString());
    }
}
