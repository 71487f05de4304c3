package dev.tributary.engine.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.web.RunningEngine;
import java.util.Map;
import java.util.Objects;
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
                .value(
                        "Set-Cookie",
                        cookie -> assertThat(cookie)
                                .startsWith("__Host-tributary_session=")
                                .contains("; Secure", "; HttpOnly", "; Path=/;")
                                .doesNotContain("Domain"));
    }

    @Test
    void takesASessionOverTlsFromACookieOfThisVeryHostOnly() {
        var session = Objects.requireNonNull(signIn(BEHIND_A_PROXY, "https")
                        .returnResult(String.class)
                        .getResponseCookies()
                        .getFirst("__Host-tributary_session"))
                .getValue();
        me("__Host-tributary_session", session).expectStatus().isOk();
        me("tributary_session", session).expectStatus().isUnauthorized();
    }

    private static WebTestClient.ResponseSpec me(String cookie, String session) {
        return BEHIND_A_PROXY
                .client()
                .get()
                .uri("/api/v1/me")
                .header("X-Forwarded-Proto", "https")
                .cookie(cookie, session)
                .exchange();
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
