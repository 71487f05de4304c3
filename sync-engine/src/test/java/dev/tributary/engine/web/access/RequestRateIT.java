package dev.tributary.engine.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.identity.Role;
import dev.tributary.engine.web.RunningEngine;
import dev.tributary.engine.web.Visitor;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

final class RequestRateIT {
    private static final int LIMIT = 10;

    @RegisterExtension
    static final RunningEngine ENGINE = new RunningEngine("--tributary.access.requests-per-minute=" + LIMIT);

    private final Visitor visitor = new Visitor(ENGINE);

    @Test
    void holdsACallerToTheRateAndSaysWhenToGoOn() {
        var busy = visitor.program(Role.VIEWER);
        exhaust(busy);
        status(busy)
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .valueEquals("Retry-After", "6")
                .expectHeader()
                .exists("Content-Security-Policy")
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/throttled");
        status(visitor.program(Role.VIEWER)).expectStatus().isOk();
        ENGINE.clock().advance(Duration.ofSeconds(6));
        status(busy).expectStatus().isOk();
        status(busy).expectStatus().isEqualTo(429);
    }

    @Test
    void countsStrangersByTheirAddressWhateverTheyClaim() {
        ENGINE.clock().advance(Duration.ofMinutes(1));
        for (int i = 0; i < LIMIT; i++) {
            claiming("192.0.2." + i, "Bearer trb_guess" + i).expectStatus().isUnauthorized();
        }
        claiming("192.0.2.200", "Bearer trb_guess").expectStatus().isEqualTo(429);
        visitor.signIn("admin", RunningEngine.PASSWORD).expectStatus().isEqualTo(429);
        status(visitor.program(Role.VIEWER)).expectStatus().isOk();
        ENGINE.clock().advance(Duration.ofMinutes(1));
        assertThat(visitor.browser("admin", RunningEngine.PASSWORD).csrf()).isNotEmpty();
    }

    private static WebTestClient.ResponseSpec claiming(String address, String authorization) {
        return ENGINE.client()
                .get()
                .uri("/api/v1/me")
                .header("X-Forwarded-For", address)
                .header("Forwarded", "for=" + address)
                .header("Authorization", authorization)
                .exchange();
    }

    private static void exhaust(WebTestClient caller) {
        for (int i = 0; i < LIMIT; i++) {
            status(caller).expectStatus().isOk();
        }
    }

    private static WebTestClient.ResponseSpec status(WebTestClient caller) {
        return caller.get().uri("/api/v1/me").exchange();
    }
}
