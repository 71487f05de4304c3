package dev.tributary.engine.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.identity.Role;
import dev.tributary.engine.web.RunningEngine;
import dev.tributary.engine.web.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

final class SessionIT {
    @RegisterExtension
    static final RunningEngine ENGINE = new RunningEngine();

    private final Visitor visitor = new Visitor(ENGINE);

    @Test
    void signsTheFirstAdminInWithThePasswordFromTheEnvironment() {
        var admin = visitor.browser("admin", RunningEngine.PASSWORD);
        visitor.with(admin)
                .get()
                .uri("/api/v1/me")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.username")
                .isEqualTo("admin")
                .jsonPath("$.role")
                .isEqualTo("admin")
                .jsonPath("$.kind")
                .isEqualTo("person")
                .jsonPath("$.csrfToken")
                .isEqualTo(admin.csrf())
                .jsonPath("$.passwordGenerated")
                .isEqualTo(false);
    }

    @Test
    void saysThatAPasswordWasGeneratedUntilItIsChanged() {
        var name = visitor.account(Role.VIEWER).username();
        Visitor.await(ENGINE.database()
                .sql("UPDATE account SET password_generated = true WHERE username = :name")
                .bind("name", name)
                .fetch()
                .rowsUpdated());
        var person = visitor.browser(name, RunningEngine.PASSWORD);
        me(person).expectBody().jsonPath("$.passwordGenerated").isEqualTo(true);
        visitor.with(person)
                .post()
                .uri("/api/v1/me/password")
                .bodyValue(Map.of("oldPassword", RunningEngine.PASSWORD, "newPassword", "another horse battery"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.passwordGenerated")
                .isEqualTo(false);
        var again = visitor.browser(name, "another horse battery");
        me(again).expectBody().jsonPath("$.passwordGenerated").isEqualTo(false);
    }

    @Test
    void setsACookieThatScriptsAndOtherSitesCannotUse() {
        visitor.signIn("admin", RunningEngine.PASSWORD)
                .expectHeader()
                .value(
                        "Set-Cookie",
                        cookie -> assertThat(cookie)
                                .startsWith("tributary_session=")
                                .contains("; HttpOnly", "; SameSite=Lax", "; Path=/", "; Max-Age=43200")
                                .doesNotContain("Secure"));
    }

    @Test
    void answersAWrongPasswordAndAnUnknownNameAlike() {
        var wrong = refusal(visitor.account(Role.VIEWER).username());
        assertThat(wrong).contains("\"status\":401", "/problems/sign-in-refused");
        assertThat(refusal("nobody-of-that-name")).isEqualTo(wrong);
    }

    private String refusal(String username) {
        var body = visitor.signIn(username, "wrong")
                .expectStatus()
                .isUnauthorized()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return body == null ? "" : body;
    }

    @Test
    void keepsSessionsAsDigestsOnly() {
        var browser = visitor.browser("admin", RunningEngine.PASSWORD);
        var rows = Visitor.await(ENGINE.database()
                .sql("SELECT string_agg(s::text, ' ') AS rows FROM web_session s")
                .mapValue(String.class)
                .one());
        assertThat(rows).doesNotContain(browser.cookie()).doesNotContain(browser.csrf());
    }

    @Test
    void refusesChangesWithoutTheCsrfToken() {
        var browser = visitor.browser("admin", RunningEngine.PASSWORD);
        note(visitor.withoutCsrf(browser))
                .expectStatus()
                .isForbidden()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/csrf");
        note(visitor.with(new Visitor.Browser(browser.cookie(), "wrong")))
                .expectStatus()
                .isForbidden();
        note(visitor.with(browser)).expectStatus().isCreated();
    }

    @Test
    void takesTheCsrfTokenOfTheSameSessionOnly() {
        var one = visitor.browser("admin", RunningEngine.PASSWORD);
        var other = visitor.browser("admin", RunningEngine.PASSWORD);
        note(visitor.with(new Visitor.Browser(one.cookie(), other.csrf())))
                .expectStatus()
                .isForbidden();
    }

    @Test
    void doesNotLookAtTheCookieWhenThereIsAnAuthorizationHeader() {
        var browser = visitor.browser("admin", RunningEngine.PASSWORD);
        note(visitor.withoutCsrf(browser)
                        .mutate()
                        .defaultHeader("Authorization", "Bearer trb_wrong")
                        .build())
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void endsASessionAtSignOut() {
        var browser = visitor.browser(visitor.account(Role.VIEWER).username(), RunningEngine.PASSWORD);
        visitor.with(browser)
                .delete()
                .uri("/api/v1/session")
                .exchange()
                .expectStatus()
                .isNoContent()
                .expectHeader()
                .valueMatches("Set-Cookie", "tributary_session=;.*Max-Age=0;.*");
        me(browser).expectStatus().isUnauthorized();
    }

    @Test
    void endsASessionThatWasIdleForHalfAnHour() {
        var browser = visitor.browser("admin", RunningEngine.PASSWORD);
        ENGINE.clock().advance(Duration.ofMinutes(29));
        me(browser).expectStatus().isOk();
        ENGINE.clock().advance(Duration.ofMinutes(29));
        me(browser).expectStatus().isOk();
        ENGINE.clock().advance(Duration.ofMinutes(31));
        me(browser).expectStatus().isUnauthorized();
    }

    @Test
    void endsASessionAfterTwelveHoursHoweverBusy() {
        var browser = visitor.browser("admin", RunningEngine.PASSWORD);
        for (int i = 0; i < 28; i++) {
            ENGINE.clock().advance(Duration.ofMinutes(25));
            me(browser).expectStatus().isOk();
        }
        ENGINE.clock().advance(Duration.ofMinutes(21));
        me(browser).expectStatus().isUnauthorized();
    }

    @Test
    void slowsDownGuessingAndSaysHowLongToWait() {
        var name = visitor.account(Role.VIEWER).username();
        for (int i = 0; i < 5; i++) {
            visitor.signIn(name, "wrong").expectStatus().isUnauthorized();
        }
        visitor.signIn(name, RunningEngine.PASSWORD)
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .valueEquals("Retry-After", "1")
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/throttled");
        ENGINE.clock().advance(Duration.ofSeconds(1));
        visitor.signIn(name, RunningEngine.PASSWORD).expectStatus().isCreated();
    }

    @Test
    void asksForTheFieldsThatAreMissing() {
        visitor.signIn("", "")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[*].field")
                .isEqualTo(List.of("username", "password"));
    }

    @Test
    void letsAStrangerDoNothingButSignInAndAskForHealth() {
        var stranger = ENGINE.client();
        for (var path : new String[] {
            "/api/v1/me", "/api/v1/tokens", "/openapi.json", "/actuator/prometheus", "/actuator", "/nowhere"
        }) {
            stranger.get()
                    .uri(path)
                    .exchange()
                    .expectStatus()
                    .isUnauthorized()
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        }
        stranger.get()
                .uri("/actuator/health/liveness")
                .exchange()
                .expectStatus()
                .isOk();
        note(stranger).expectStatus().isUnauthorized();
    }

    @Test
    void leadsAStrangerFromAnyPageToTheSignIn() {
        for (var path : new String[] {"/ui/knowledge-bases", "/ui/documents/1", "/ui/settings/people"}) {
            ENGINE.client()
                    .get()
                    .uri(path)
                    .exchange()
                    .expectStatus()
                    .isSeeOther()
                    .expectHeader()
                    .value("Location", to -> assertThat(to).startsWith("/ui/sign-in?returnTo=%2Fui%2F"));
        }
    }

    @Test
    void sendsSecurityHeadersAndNoCors() {
        ENGINE.client()
                .get()
                .uri("/api/v1/me")
                .header("Origin", "https://elsewhere.example")
                .exchange()
                .expectHeader()
                .value("Content-Security-Policy", policy -> assertThat(policy).startsWith("default-src 'none'"))
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .valueEquals("X-Frame-Options", "DENY")
                .expectHeader()
                .valueEquals("Referrer-Policy", "no-referrer")
                .expectHeader()
                .doesNotExist("Access-Control-Allow-Origin");
    }

    private WebTestClient.ResponseSpec me(Visitor.Browser browser) {
        return visitor.with(browser).get().uri("/api/v1/me").exchange();
    }

    private static WebTestClient.ResponseSpec note(WebTestClient client) {
        return client.post()
                .uri("/api/v1/probe")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("text", "x", "number", 1))
                .exchange();
    }
}
