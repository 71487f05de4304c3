package dev.tributary.engine.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.connector.OutsideHttp;
import dev.tributary.engine.connector.SourceClient;
import dev.tributary.engine.identity.Role;
import dev.tributary.engine.web.RunningEngine;
import dev.tributary.engine.web.Visitor;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Private hosts that admins open while the engine runs. */
final class SourceSettingsIT {
    @RegisterExtension
    static final RunningEngine ENGINE = new RunningEngine(
            "--tributary.source.allowed-hosts=wiki.corp",
            "--tributary.folders=/srv/docs",
            "--tributary.source.max-body=5MB");

    private static final String PATH = "/api/v1/settings/sources";

    private final Visitor visitor = new Visitor(ENGINE);
    private final WebTestClient admin = visitor.program(Role.ADMIN);

    private WebTestClient.ResponseSpec add(String host) {
        return admin.post()
                .uri(PATH + "/allowed-hosts")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("host", host))
                .exchange();
    }

    private static JsonNode json(WebTestClient.ResponseSpec answer) {
        return JsonMapper.shared()
                .readTree(Objects.requireNonNull(
                        answer.expectBody(String.class).returnResult().getResponseBody()));
    }

    private JsonNode shown() {
        return json(admin.get().uri(PATH).exchange());
    }

    @Test
    void showsWhatTheSettingsSay() {
        assertThat(shown().path("allowedHosts").path("fromSettings").toString()).isEqualTo("[\"wiki.corp\"]");
        assertThat(shown().path("folders").toString()).isEqualTo("[\"/srv/docs\"]");
        assertThat(shown().path("maxBody").asLong()).isEqualTo(5 * 1024 * 1024);
    }

    @Test
    void opensAHostForTheNextConnectionAndClosesItAgain() {
        try (var there = new Loopback()) {
            assertThat(there.isReached()).isFalse();
            var added = json(add(" 127.0.0.1 "));
            assertThat(added.path("host").asString()).isEqualTo("127.0.0.1");
            assertThat(added.path("addedBy").asString()).startsWith("token:robot");
            assertThat(added.path("addedAt").isString()).isTrue();
            assertThat(shown().path("allowedHosts").path("added").path(0)).isEqualTo(added);
            assertThat(there.isReached()).isTrue();
            add("127.0.0.1").expectStatus().isEqualTo(409).expectBody(String.class);
            remove(added.path("id").asString()).expectStatus().isNoContent().expectBody(String.class);
            remove(added.path("id").asString()).expectStatus().isNotFound().expectBody(String.class);
            assertThat(there.isReached()).isFalse();
        }
        assertThat(Visitor.await(ENGINE.database()
                        .sql(
                                "SELECT string_agg(action, ' ' ORDER BY id) FROM audit_event WHERE target LIKE 'allowed-host:%'")
                        .mapValue(String.class)
                        .one()))
                .contains("allowed-host.add allowed-host.remove");
    }

    @Test
    void seesWhatAnotherProcessOpened() {
        var outside = ENGINE.bean(OutsideHttp.class);
        var address = URI.create("http://intra.corp/");
        assertThat(outside.mayGetSecrets(address)).isFalse();
        Visitor.await(ENGINE.database()
                .sql("INSERT INTO allowed_host (host, added_by, added_at) VALUES ('intra.corp', 'another', now())")
                .fetch()
                .rowsUpdated());
        var opened = Mono.fromSupplier(() -> outside.mayGetSecrets(address))
                .filter(open -> open)
                .repeatWhenEmpty(asked -> asked.delayElements(Duration.ofMillis(100)))
                .block(Duration.ofSeconds(10));
        assertThat(opened).isTrue();
    }

    private WebTestClient.ResponseSpec remove(String id) {
        return admin.delete().uri(PATH + "/allowed-hosts/" + id).exchange();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a b", "http://wiki.corp/", "10.0.0.0/99", "wiki.corp:many", "[::1]", "a/b", "-x-"})
    void refusesWhatIsNoHost(String host) {
        add(host)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.20.0.0/16", "fd00::/8", "fd00::1", "Wiki.Example:8443", "10.1.2.3"})
    void takesHostsAddressesAndRanges(String host) {
        add(host).expectStatus().isCreated().expectBody(String.class);
    }

    @Test
    void knowsWhatTheSettingsOpenAlready() {
        add("WIKI.corp").expectStatus().isEqualTo(409).expectBody(String.class);
    }

    @Test
    void isForAdminsOnly() {
        for (var role : new Role[] {Role.VIEWER, Role.EDITOR}) {
            visitor.program(role).get().uri(PATH).exchange().expectStatus().isForbidden().expectBody(String.class);
        }
    }

    /** A server on the loopback, which sources may not be at by themselves. */
    private static final class Loopback implements AutoCloseable {
        private final DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((_, response) -> response.header("Connection", "close").sendString(Mono.just("hello")))
                .bindNow();

        boolean isReached() {
            return Boolean.TRUE.equals(ENGINE.bean(SourceClient.class)
                    .http()
                    .get()
                    .uri("http://127.0.0.1:" + server.port() + "/")
                    .response()
                    .map(_ -> true)
                    .onErrorReturn(false)
                    .block(Duration.ofSeconds(20)));
        }

        @Override
        public void close() {
            server.disposeNow();
        }
    }
}
