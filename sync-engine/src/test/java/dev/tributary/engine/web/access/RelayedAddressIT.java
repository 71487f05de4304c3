package dev.tributary.engine.web.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.web.RunningEngine;
import dev.tributary.engine.web.Visitor;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Browsers at several addresses of the loopback, in front of the UI that is in the engine's process. */
@EnabledOnOs(OS.LINUX)
final class RelayedAddressIT {
    private static final int FREE_TRIES = 5;

    @RegisterExtension
    static final RunningEngine ENGINE = new RunningEngine();

    @Test
    void aStrangerAtTheSignInPageHoldsUpNobodyElsewhere() throws Exception {
        assertThat(signIn("127.0.0.3", RunningEngine.PASSWORD)).isEqualTo(303);
        for (var i = 0; i < FREE_TRIES; i++) {
            assertThat(signIn("127.0.0.2", "wrong horse battery")).isEqualTo(401);
        }
        assertThat(signIn("127.0.0.2", RunningEngine.PASSWORD)).isEqualTo(429);
        assertThat(signIn("127.0.0.3", RunningEngine.PASSWORD)).isEqualTo(303);
        assertThat(sessionsFrom("127.0.0.3")).isPositive();
    }

    @Test
    void nobodyElseIsBelieved() {
        ENGINE.client()
                .post()
                .uri("/api/v1/session")
                .header("X-Tributary-Relay", "a guess")
                .header("X-Forwarded-For", "192.0.2.7")
                .header("Content-Type", "application/json")
                .bodyValue("{\"username\": \"admin\", \"password\": \"%s\"}".formatted(RunningEngine.PASSWORD))
                .exchange()
                .expectStatus()
                .isCreated();
        assertThat(sessionsFrom("192.0.2.7")).isZero();
    }

    private static long sessionsFrom(String address) {
        return Visitor.await(ENGINE.database()
                .sql("SELECT count(*) FROM web_session WHERE address = :address")
                .bind("address", address)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one());
    }

    /** Submits the form as a browser at that address does; tells the status of the answer. */
    private static int signIn(String address, String password) throws Exception {
        var form = "username=admin&returnTo=&password=" + URLEncoder.encode(password, UTF_8);
        try (var browser = HttpClient.newBuilder()
                .localAddress(InetAddress.ofLiteral(address))
                .build()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ENGINE.port() + "/ui/sign-in"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form))
                    .build();
            return browser.send(request, BodyHandlers.discarding()).statusCode();
        }
    }
}
