package dev.tributary.engine.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.testkit.emulator.EmulatorSettings;
import dev.tributary.connector.testkit.emulator.SourceEmulator;
import dev.tributary.connector.testkit.server.AuthorizationServer;
import dev.tributary.connector.testkit.server.OAuthServer;
import dev.tributary.engine.web.LiveEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** This process and another one, on one database, sync connectors of one account whose tokens live shorter than the runs. */
final class TwoProcessesIT {

    private static final int CONNECTORS = 3;
    private static final int PAGES = 18;
    private static final int PAGE = 3;
    private static final Duration LATENCY = Duration.ofMillis(400);

    /** A token is replaced in the middle of its five seconds, or a little later. */
    private static final Duration SHORTEST_USE = Duration.ofMillis(2400);

    @Order(1)
    @RegisterExtension
    static final Running<Browser> BROWSER = new Running<>(Browser::start);

    @Order(2)
    @RegisterExtension
    static final Running<AuthorizationServer> SERVER = new Running<>(AuthorizationServer::start);

    @Order(3)
    @RegisterExtension
    static final LiveEngine ENGINE = new LiveEngine(() -> TestProvider.of(SERVER.get()));

    @TempDir
    private Path directory;

    @Test
    void refreshOncePerExpiryAndNeverInVain() throws Exception {
        var scene = new AccountScene(ENGINE, SERVER.get(), BROWSER.get());
        var settings = EmulatorSettings.of(PAGES * PAGE).textSize(200).latency(LATENCY);
        try (var source = scene.guarded(SourceEmulator.start(settings));
                var other = start();
                var talk = new Talk(other.url())) {
            talk.signIn(LiveEngine.PASSWORD);
            var begun = Instant.now();
            var account = scene.connect(Map.of());
            for (var connector : connectors(scene, talk, source, account)) {
                assertThat(scene.newest(connector).path("state").asString()).isEqualTo("completed");
            }
            var most = Duration.between(begun, Instant.now()).dividedBy(SHORTEST_USE);
            assertThat(SERVER.get().refreshes().refused()).isZero();
            assertThat(SERVER.get().refreshes().granted()).isBetween(2L, most);
            assertThat(ENGINE.one("SELECT count(DISTINCT lease_owner) FROM sync_run WHERE kind <> 'preview'"))
                    .as("processes that carried out runs")
                    .isEqualTo(2);
        }
    }

    /** As many told to each process, which begins with its own at once. */
    private static List<String> connectors(AccountScene scene, Talk talk, SourceEmulator source, String account) {
        var kb = talk.post("/api/v1/knowledge-bases", Map.of("name", "Other process"))
                .expecting(201)
                .id();
        var connectors = new ArrayList<String>();
        for (var i = 0; i < CONNECTORS; i++) {
            connectors.add(scene.connector(source, PAGE, account));
            connectors.add(talk.post(
                            "/api/v1/knowledge-bases/%s/connectors".formatted(kb),
                            AccountScene.order(source, PAGE, account))
                    .expecting(201)
                    .id());
        }
        return connectors;
    }

    private ChildEngine start() throws Exception {
        var client = OAuthServer.CLIENT;
        var environment = new HashMap<>(ENGINE.environment());
        environment.put("TRIBUTARY_DATA", directory.toString());
        environment.put("TRIBUTARY_OAUTH_EMULATOR_CLIENT_ID", client.id());
        environment.put("TRIBUTARY_OAUTH_EMULATOR_CLIENT_SECRET", client.secret());
        var endpoints = SERVER.get().endpoints();
        return ChildEngine.start(
                environment,
                "server",
                endpoints.authorization().toString(),
                endpoints.token().toString(),
                endpoints.revocation().toString(),
                endpoints.userInfo().toString());
    }
}
