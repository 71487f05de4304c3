package dev.tributary.engine.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.identity.Account;
import dev.tributary.engine.identity.Role;
import dev.tributary.engine.web.RunningEngine;
import dev.tributary.engine.web.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

final class OwnSessionIT {
    @RegisterExtension
    static final RunningEngine ENGINE =
            new RunningEngine("--tributary.identity.session-idle=10m", "--tributary.identity.session-lifetime=4h");

    private final Visitor visitor = new Visitor(ENGINE);
    private final Account person = visitor.account(Role.VIEWER);

    private WebTestClient signIn() {
        return visitor.with(visitor.browser(person.username(), RunningEngine.PASSWORD));
    }

    private record Item(String id, String method, String address, boolean current) {}

    private record Items(List<Item> items) {}

    private static List<Item> sessions(WebTestClient client) {
        return Objects.requireNonNull(client.get()
                        .uri("/api/v1/me/sessions")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(Items.class)
                        .returnResult()
                        .getResponseBody())
                .items();
    }

    private static void works(WebTestClient client) {
        client.get().uri("/api/v1/me").exchange().expectStatus().isOk();
    }

    private static void hasEnded(WebTestClient client) {
        client.get().uri("/api/v1/me").exchange().expectStatus().isUnauthorized();
    }

    @Test
    void listsOwnSessionsOnlyAndSaysWhichOneAsks() {
        signIn();
        var here = signIn();
        visitor.browser(visitor.account(Role.VIEWER).username(), RunningEngine.PASSWORD);
        assertThat(sessions(here)).extracting(Item::current).containsExactly(true, false);
        assertThat(sessions(here))
                .allMatch(item ->
                        item.method().equals("password") && item.address().equals("127.0.0.1"));
    }

    @Test
    void endsOneAndNotSomebodyElses() {
        var there = signIn();
        var here = signIn();
        var other = sessions(here).getLast().id();
        var stranger = visitor.browser(visitor.account(Role.ADMIN).username(), RunningEngine.PASSWORD);
        end(visitor.with(stranger), other).expectStatus().isNotFound();
        end(here, other).expectStatus().isNoContent();
        hasEnded(there);
        works(here);
    }

    private static WebTestClient.ResponseSpec end(WebTestClient client, String session) {
        return client.delete().uri("/api/v1/me/sessions/{id}", session).exchange();
    }

    @Test
    void signsOutEverywhere() {
        var there = signIn();
        var here = signIn();
        here.delete()
                .uri("/api/v1/me/sessions")
                .exchange()
                .expectStatus()
                .isNoContent()
                .expectHeader()
                .valueMatches("Set-Cookie", "tributary_session=;.*Max-Age=0;.*");
        hasEnded(there);
        hasEnded(here);
    }

    @Test
    void letsAnAdminSignAnybodyOutEverywhere() {
        var there = signIn();
        var admin = visitor.program(Role.ADMIN);
        admin.get()
                .uri("/api/v1/accounts/{id}/sessions", person.id())
                .exchange()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1);
        visitor.program(Role.EDITOR)
                .delete()
                .uri("/api/v1/accounts/{id}/sessions", person.id())
                .exchange()
                .expectStatus()
                .isForbidden();
        admin.delete()
                .uri("/api/v1/accounts/{id}/sessions", person.id())
                .exchange()
                .expectStatus()
                .isNoContent();
        hasEnded(there);
    }

    @Test
    void keepsTheTimesOfTheSettings() {
        var idle = signIn();
        ENGINE.clock().advance(Duration.ofMinutes(11));
        hasEnded(idle);
        var busy = signIn();
        for (int i = 0; i < 29; i++) {
            ENGINE.clock().advance(Duration.ofMinutes(8));
            works(busy);
        }
        ENGINE.clock().advance(Duration.ofMinutes(9));
        hasEnded(busy);
    }

    @Test
    void neverGoesOnWithTheSessionThatWasThereBeforeSigningIn() {
        var before = visitor.browser(person.username(), RunningEngine.PASSWORD);
        var answer = visitor.with(before)
                .post()
                .uri("/api/v1/session")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("username", person.username(), "password", RunningEngine.PASSWORD))
                .exchange()
                .returnResult(String.class);
        var cookie = Objects.requireNonNull(answer.getResponseCookies().getFirst("tributary_session"));
        assertThat(cookie.getValue()).isNotEqualTo(before.cookie());
        hasEnded(visitor.with(before));
    }

    @Test
    void changesAPasswordForWhoKnowsTheOldOne() {
        var there = signIn();
        var here = signIn();
        change(here, "wrong password", "kettle plum orbit")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("oldPassword");
        change(here, RunningEngine.PASSWORD, "Password2026!")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("newPassword");
        change(here, RunningEngine.PASSWORD, "kettle plum orbit")
                .expectStatus()
                .isOk()
                .expectCookie()
                .exists("tributary_session")
                .expectBody()
                .jsonPath("$.csrfToken")
                .exists();
        hasEnded(there);
        hasEnded(here);
        visitor.signIn(person.username(), RunningEngine.PASSWORD).expectStatus().isUnauthorized();
        visitor.signIn(person.username(), "kettle plum orbit").expectStatus().isCreated();
    }

    private static WebTestClient.ResponseSpec change(WebTestClient client, String old, String chosen) {
        return client.post()
                .uri("/api/v1/me/password")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("oldPassword", old, "newPassword", chosen))
                .exchange();
    }

    @Test
    void isForPeopleOnly() {
        visitor.program(Role.ADMIN)
                .get()
                .uri("/api/v1/me/sessions")
                .exchange()
                .expectStatus()
                .isForbidden();
        ENGINE.client()
                .get()
                .uri("/api/v1/me/sessions")
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void shutsADisabledPersonOutUntilAnAdminSaysOtherwise() {
        var there = signIn();
        disable(true);
        hasEnded(there);
        visitor.signIn(person.username(), RunningEngine.PASSWORD).expectStatus().isUnauthorized();
        disable(false);
        works(signIn());
    }

    private void disable(boolean disabled) {
        visitor.program(Role.ADMIN)
                .patch()
                .uri("/api/v1/accounts/{id}", person.id())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("disabled", disabled))
                .exchange()
                .expectStatus()
                .isNoContent();
    }
}
