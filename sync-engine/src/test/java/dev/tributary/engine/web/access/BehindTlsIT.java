package dev.tributary.engine.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.web.RunningEngine;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

final class BehindTlsIT {
    @RegisterExtension
    static final RunningEngine BEHIND_A_PROXY = new RunningEngine("--server.forward-headers-strategy=native");

    @RegisterExtension
    static final RunningEngine ALONE = new RunningEngine();

    @Test
    void sendsHstsAndSecureCookiesBehindAProxyThatSpeaksTls() {
        signIn(BEHIND_A_PROXY, "https")
                .expectStatus()
                .isCreated()
                .expectHeader()
                .value(
                        "Strict-Transport-Security",
                        hsts -> assertThat(hsts).contains("max-age=31536000", "includeSubDomains"))
                .expectHeader()
                .value("Set-Cookie", cookie -> assertThat(cookie).contains("; Secure", "; HttpOnly"));
    }

    @Test
    void sendsNeitherWithoutTls() {
        expectNeither(signIn(BEHIND_A_PROXY, "http"));
    }

    @Test
    void believesNoProxyUnlessTheSettingsNameOne() {
        expectNeither(signIn(ALONE, "https"));
    }

    private static void expectNeither(WebTestClient.ResponseSpec answer) {
        answer.expectStatus()
                .isCreated()
                .expectHeader()
                .doesNotExist("Strict-Transport-Security")
                .expectHeader()
                .value("Set-Cookie", cookie -> assertThat(cookie).doesNotContain("Secure"));
    }

    private static WebTestClient.ResponseSpec signIn(RunningEngine engine, String scheme) {
        return engine.client()
                .post()
                .uri("/api/v1/session")
                .header("X-Forwarded-Proto", scheme)
                .header("X-Forwarded-For", "192.0.2.7")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("username", "admin", "password", RunningEngine.PASSWORD))
                .exchange();
    }
}
