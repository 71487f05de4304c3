package dev.tributary.engine.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.engine.identity.AccountChange;
import dev.tributary.engine.identity.AccountChanges;
import dev.tributary.engine.identity.AccountPatch;
import dev.tributary.engine.identity.Actor;
import dev.tributary.engine.identity.Role;
import dev.tributary.engine.web.RunningEngine;
import dev.tributary.engine.web.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.StatusAssertions;
import org.springframework.test.web.reactive.server.WebTestClient;

final class RightsIT {
    @RegisterExtension
    static final RunningEngine ENGINE = new RunningEngine();

    private static final String NOTE = "{\"text\": \"x\", \"number\": 1}";

    private final Visitor visitor = new Visitor(ENGINE);

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/probe, VIEWER",
        "GET, /openapi.json, VIEWER",
        "GET, /actuator/prometheus, VIEWER",
        "POST, /api/v1/probe, EDITOR",
        "GET, /api/v1/tokens, ADMIN",
        "GET, /api/v1/accounts, ADMIN",
        "GET, /api/v1/audit, ADMIN",
        "GET, /api/v1/settings/sources, ADMIN",
        "DELETE, /api/v1/settings/sources/allowed-hosts/999999, ADMIN",
        "GET, /api/v1/knowledge-bases/999999/documents, VIEWER",
        "GET, /api/v1/runs/999999/documents.csv, VIEWER",
        "GET, /api/v1/doctor, ADMIN",
        "DELETE, /api/v1/tokens/999999, ADMIN",
    })
    @DisplayName("S4: every route takes a role, and opens from it upwards")
    void opensARouteFromARoleUpwards(String method, String path, Role least) {
        for (var role : Role.values()) {
            var status = visitor.program(role)
                    .method(HttpMethod.valueOf(method))
                    .uri(path)
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(method.equals("POST") ? NOTE : "")
                    .exchange()
                    .returnResult(byte[].class)
                    .getStatus()
                    .value();
            if (role.includes(least)) {
                assertThat(status).as("%s as %s", path, role).isIn(200, 201, 404);
            } else {
                assertThat(status).as("%s as %s", path, role).isEqualTo(403);
            }
        }
    }

    @Test
    void showsANewTokenOnceAndKeepsItsDigestOnly() {
        var made = newToken("{\"name\": \"ci\", \"role\": \"editor\"}");
        assertThat(made.token()).matches("trb_[A-Za-z0-9_-]{43}");
        me(made.token()).isOk();
        var stored = Visitor.await(ENGINE.database()
                .sql("SELECT t::text || (SELECT string_agg(a::text, '') FROM audit_event a) AS rows"
                        + " FROM api_token t WHERE id = :id")
                .bind("id", Long.parseLong(made.id()))
                .mapValue(String.class)
                .one());
        assertThat(stored).contains("ci").doesNotContain(made.token());
        visitor.program(Role.ADMIN)
                .get()
                .uri("/api/v1/tokens?limit=200")
                .exchange()
                .expectBody(String.class)
                .value(list -> assertThat(list)
                        .contains("\"name\":\"ci\"", "lastUsedAt")
                        .doesNotContain(made.token()));
    }

    @Test
    void refusesARevokedToken() {
        var made = newToken("{\"name\": \"ci\", \"role\": \"viewer\"}");
        var admin = visitor.program(Role.ADMIN);
        admin.delete()
                .uri("/api/v1/tokens/" + made.id())
                .exchange()
                .expectStatus()
                .isNoContent();
        me(made.token()).isUnauthorized();
        admin.delete()
                .uri("/api/v1/tokens/" + made.id())
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void refusesAnExpiredToken() {
        var expiry = ENGINE.clock().instant().plus(Duration.ofHours(1));
        var token = visitor.token(visitor.account(Role.ADMIN), Role.VIEWER, Optional.of(expiry))
                .secret()
                .text();
        me(token).isOk();
        ENGINE.clock().advance(Duration.ofHours(1));
        me(token).isUnauthorized();
    }

    @Test
    void namesEachFieldThatIsWrongInATokenOrder() {
        visitor.program(Role.ADMIN)
                .post()
                .uri("/api/v1/tokens")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"name\": \" \", \"expiresAt\": \"2001-01-01T00:00:00Z\"}")
                .exchange()
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors.length()")
                .isEqualTo(3);
    }

    @Test
    void takesAwayFromTokensAndSessionsWhatADemotedPersonMayNotDo() {
        var person = visitor.account(Role.ADMIN);
        var token = visitor.token(person, Role.ADMIN, Optional.empty()).secret().text();
        var browser = visitor.browser(person.username(), RunningEngine.PASSWORD);
        visitor.bearer(token)
                .get()
                .uri("/api/v1/audit")
                .exchange()
                .expectStatus()
                .isOk();
        var patch = new AccountPatch(Optional.of(Role.VIEWER), Optional.empty(), Optional.empty());
        Visitor.await(ENGINE.bean(AccountChanges.class).change(Actor.ENGINE, person.id(), patch));
        visitor.bearer(token)
                .get()
                .uri("/api/v1/audit")
                .exchange()
                .expectStatus()
                .isForbidden();
        visitor.with(browser).get().uri("/api/v1/me").exchange().expectStatus().isUnauthorized();
        me(token).isOk();
    }

    @Test
    void shutsOutADeletedPersonWithTheirTokensAndSessions() {
        var person = visitor.account(Role.ADMIN);
        var token = visitor.token(person, Role.ADMIN, Optional.empty()).secret().text();
        var browser = visitor.browser(person.username(), RunningEngine.PASSWORD);
        visitor.program(Role.ADMIN)
                .delete()
                .uri("/api/v1/accounts/" + person.id())
                .exchange()
                .expectStatus()
                .isNoContent();
        me(token).isUnauthorized();
        visitor.with(browser).get().uri("/api/v1/me").exchange().expectStatus().isUnauthorized();
    }

    @Test
    void endsAllSessionsWithANewPassword() {
        var person = visitor.account(Role.EDITOR);
        var browser = visitor.browser(person.username(), RunningEngine.PASSWORD);
        visitor.program(Role.ADMIN)
                .patch()
                .uri("/api/v1/accounts/" + person.id())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("password", "another long password"))
                .exchange()
                .expectStatus()
                .isNoContent();
        visitor.with(browser).get().uri("/api/v1/me").exchange().expectStatus().isUnauthorized();
        visitor.browser(person.username(), "another long password");
    }

    @Test
    void keepsTheLastAdmin() {
        var accounts = ENGINE.bean(AccountChanges.class);
        var admins = Visitor.await(ENGINE.database()
                .sql("SELECT id FROM account WHERE role = 'admin' ORDER BY id")
                .mapValue(Long.class)
                .all()
                .collectList());
        admins.subList(1, admins.size()).forEach(id -> Visitor.await(accounts.delete(Actor.ENGINE, id)));
        var demotion = new AccountPatch(Optional.of(Role.EDITOR), Optional.empty(), Optional.empty());
        assertThat(Visitor.await(accounts.delete(Actor.ENGINE, admins.getFirst())))
                .isEqualTo(AccountChange.LAST_ADMIN);
        assertThat(Visitor.await(accounts.change(Actor.ENGINE, admins.getFirst(), demotion)))
                .isEqualTo(AccountChange.LAST_ADMIN);
    }

    @Test
    @DisplayName("S4: the audit log tells who did what")
    void writesDownWhoDidWhat() {
        var person = visitor.account(Role.ADMIN);
        visitor.signIn(person.username(), "wrong").expectStatus().isUnauthorized();
        visitor.browser(person.username(), RunningEngine.PASSWORD);
        var key = "account:" + person.id();
        visitor.program(Role.ADMIN)
                .get()
                .uri("/api/v1/audit?limit=200")
                .exchange()
                .expectBody()
                .jsonPath("$.items[?(@.target=='%s')].action".formatted(key))
                .isEqualTo(List.of("session.open", "session.refuse", "account.create"))
                .jsonPath("$.items[?(@.target=='%s')].actor".formatted(key))
                .isEqualTo(List.of("person:" + person.username(), "anonymous", "engine"));
    }

    @Test
    void pagesThroughTheAuditLogWithoutALossOrARepeat() {
        visitor.account(Role.VIEWER);
        visitor.account(Role.VIEWER);
        var admin = visitor.program(Role.ADMIN);
        var first = page(admin, "");
        var second = page(admin, "&cursor=" + first.nextCursor());
        assertThat(first.items()).hasSize(1);
        assertThat(Long.parseLong(second.items().getFirst().id()))
                .isLessThan(Long.parseLong(first.items().getFirst().id()));
    }

    @Test
    void neverChangesTheAuditLog() {
        visitor.account(Role.VIEWER);
        for (var sql :
                new String[] {"UPDATE audit_event SET actor = 'me'", "DELETE FROM audit_event", "TRUNCATE audit_event"
                }) {
            var change = ENGINE.database().sql(sql).fetch().rowsUpdated();
            assertThatThrownBy(() -> Visitor.await(change)).hasMessageContaining("append-only");
        }
    }

    private record NewToken(String id, String token) {}

    private record Entry(String id, String action) {}

    private record Entries(List<Entry> items, String nextCursor) {}

    private static Entries page(WebTestClient admin, String cursor) {
        var page = admin.get()
                .uri("/api/v1/audit?limit=1" + cursor)
                .exchange()
                .expectBody(Entries.class)
                .returnResult()
                .getResponseBody();
        return Objects.requireNonNull(page);
    }

    private StatusAssertions me(String token) {
        return visitor.bearer(token).get().uri("/api/v1/me").exchange().expectStatus();
    }

    private NewToken newToken(String order) {
        var made = visitor.program(Role.ADMIN)
                .post()
                .uri("/api/v1/tokens")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(order)
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(NewToken.class)
                .returnResult()
                .getResponseBody();
        return Objects.requireNonNull(made);
    }
}
