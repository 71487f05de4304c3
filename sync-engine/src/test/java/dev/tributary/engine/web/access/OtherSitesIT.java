package dev.tributary.engine.web.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.identity.Role;
import dev.tributary.engine.web.RunningEngine;
import dev.tributary.engine.web.Visitor;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** S4: what a page of another site can do with the browser of a person who is signed in. */
final class OtherSitesIT {
    private static final String NOTE = "{\"text\": \"x\", \"number\": 1}";

    @RegisterExtension
    static final RunningEngine ENGINE = new RunningEngine();

    private WebTestClient victim = ENGINE.client();

    @BeforeEach
    void signIn() {
        var visitor = new Visitor(ENGINE);
        var editor = visitor.account(Role.EDITOR);
        victim = visitor.withoutCsrf(visitor.browser(editor.username(), RunningEngine.PASSWORD))
                .mutate()
                .defaultHeader("Origin", "https://evil.example")
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE"})
    void isAllowedNothingByAPreflight(String method) {
        var headers = victim.method(HttpMethod.OPTIONS)
                .uri("/api/v1/probe")
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "x-csrf-token, content-type, authorization")
                .exchange()
                .returnResult(String.class)
                .getResponseHeaders();
        assertThat(headers.headerNames())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
    }

    @Test
    void readsNothing() {
        victim.get()
                .uri("/api/v1/me")
                .exchange()
                .expectHeader()
                .doesNotExist("Access-Control-Allow-Origin")
                .expectHeader()
                .doesNotExist("Access-Control-Allow-Credentials");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
    void changesNothingWithAForm(String type) {
        victim.post()
                .uri("/api/v1/probe")
                .contentType(MediaType.parseMediaType(type))
                .bodyValue(NOTE.getBytes(UTF_8))
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded"})
    void signsNobodyInWithAForm(String type) {
        ENGINE.client()
                .post()
                .uri("/api/v1/session")
                .contentType(MediaType.parseMediaType(type))
                .bodyValue("{\"username\": \"admin\", \"password\": \"%s\"}"
                        .formatted(RunningEngine.PASSWORD)
                        .getBytes(UTF_8))
                .exchange()
                .expectStatus()
                .isEqualTo(415)
                .expectHeader()
                .doesNotExist("Set-Cookie");
    }

    @ParameterizedTest
    @ValueSource(strings = {"_method", "X-HTTP-Method-Override", "X-Method-Override"})
    void turnsNoReadIntoAChange(String override) {
        var answer = victim.get()
                .uri("/api/v1/probe?" + override + "=POST&_csrf=guess")
                .header(override, "POST")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult();
        assertThat(Objects.requireNonNull(answer.getResponseBody())).contains("\"count\":");
    }
}
