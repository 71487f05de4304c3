package dev.tributary.engine.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.identity.Actor;
import dev.tributary.engine.identity.Audit;
import dev.tributary.engine.identity.AuditFilter;
import dev.tributary.engine.identity.Role;
import dev.tributary.engine.web.RunningEngine;
import dev.tributary.engine.web.Visitor;
import io.r2dbc.spi.Result;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

final class AuditIT {
    @RegisterExtension
    static final RunningEngine ENGINE = new RunningEngine();

    private final Visitor visitor = new Visitor(ENGINE);
    private final WebTestClient admin = visitor.program(Role.ADMIN);
    private final Audit audit = ENGINE.bean(Audit.class);

    @Test
    void findsWhoDidWhatToWhatAndWhen() {
        var actor = new Actor("person:" + UUID.randomUUID());
        var early = ENGINE.clock().instant();
        record(actor, "connector.create", "connector:1");
        ENGINE.clock().advance(Duration.ofMinutes(1));
        record(actor, "connector.pause", "connector:1");
        record(actor, "token.create", "token:1");
        var noon = ENGINE.clock().instant();
        assertThat(actions("actor=" + actor.name()))
                .containsExactly("token.create", "connector.pause", "connector.create");
        assertThat(actions("actor=%s&action=connector.".formatted(actor.name())))
                .containsExactly("connector.pause", "connector.create");
        assertThat(actions("actor=%s&action=connector.pause".formatted(actor.name())))
                .containsExactly("connector.pause");
        assertThat(actions("actor=%s&target=token:1".formatted(actor.name()))).containsExactly("token.create");
        assertThat(actions("actor=%s&since=%s".formatted(actor.name(), noon)))
                .containsExactly("token.create", "connector.pause");
        assertThat(actions("actor=%s&since=%s&until=%s".formatted(actor.name(), early, noon)))
                .containsExactly("connector.create");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/audit, since, yesterday",
        "/api/v1/audit, until, +999999999-01-01T00:00:00Z",
        "/api/v1/audit/export, since, -999999999-01-01T00:00:00Z",
    })
    void namesATimeThatIsNoneOrThatNoDatabaseHolds(String path, String name, String time) {
        admin.get()
                .uri(path + "?{name}={time}", name, time)
                .exchange()
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo(name);
    }

    private record Entry(String action) {}

    private record Entries(List<Entry> items) {}

    private List<String> actions(String query) {
        var page = admin.get()
                .uri("/api/v1/audit?" + query)
                .exchange()
                .expectBody(Entries.class)
                .returnResult()
                .getResponseBody();
        return page == null
                ? List.of()
                : page.items().stream().map(Entry::action).toList();
    }

    private void record(Actor actor, String action, String target) {
        audit.record(actor, action, target, Map.of("a", "b")).block();
    }

    @Test
    void exportsAsManyLinesAsThereAreAndSaysWhoDid() {
        var actor = "engine:" + UUID.randomUUID();
        fill(actor, 2_500);
        var lines = admin.get()
                .uri("/api/v1/audit/export?actor=" + actor)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_NDJSON)
                .expectHeader()
                .valueMatches("Content-Disposition", "attachment; .*jsonl.*")
                .returnResult(String.class)
                .getResponseBody()
                .collectList()
                .block(Duration.ofSeconds(30));
        assertThat(lines).hasSize(2_500);
        var first = JsonMapper.shared().readTree(lines == null ? "" : lines.getFirst());
        assertThat(first.path("action").asString()).isEqualTo("made.up");
        assertThat(first.path("target").asString()).isEqualTo("thing:1");
        assertThat(actions("action=audit.export")).isNotEmpty();
    }

    @Test
    void readsNoFurtherThanItIsAsked() {
        var actor = "engine:" + UUID.randomUUID();
        fill(actor, 2_500);
        var filter = new AuditFilter(Optional.of(actor), Optional.empty(), Optional.empty(), AuditFilter.NONE.span());
        StepVerifier.create(audit.all(filter).map(event -> event.deed().target()), 0)
                .thenRequest(2)
                .expectNext("thing:1", "thing:2")
                .thenRequest(1_500)
                .expectNextCount(1_500)
                .thenRequest(Long.MAX_VALUE)
                .expectNextCount(998)
                .verifyComplete();
    }

    private static void fill(String actor, int count) {
        ENGINE.database()
                .sql("INSERT INTO audit_event (at, actor, action, target)"
                        + " SELECT now(), :actor, 'made.up', 'thing:' || i FROM generate_series(1, :count) AS i")
                .bind("actor", actor)
                .bind("count", count)
                .then()
                .block();
    }

    @Test
    void tellsWhoWasRefusedAndForWhat() {
        var account = visitor.account(Role.VIEWER);
        var browser = visitor.browser(account.username(), RunningEngine.PASSWORD);
        visitor.with(browser)
                .get()
                .uri("/api/v1/tokens")
                .exchange()
                .expectStatus()
                .isForbidden();
        visitor.withoutCsrf(browser)
                .delete()
                .uri("/api/v1/me/sessions")
                .exchange()
                .expectStatus()
                .isForbidden();
        visitor.bearer("trb_forged")
                .get()
                .uri("/api/v1/me")
                .exchange()
                .expectStatus()
                .isUnauthorized();
        ENGINE.client().get().uri("/api/v1/me").exchange().expectStatus().isUnauthorized();
        assertThat(refusals("actor = 'person:%s'".formatted(account.username())))
                .containsExactly("route:GET /api/v1/tokens role");
        assertThat(refusals("actor = 'anonymous'"))
                .containsExactly("route:DELETE /api/v1/me/sessions csrf", "route:GET /api/v1/me credential");
    }

    @Test
    void isNotFilledByWhoIsRefusedOverAndOver() {
        var account = visitor.account(Role.VIEWER);
        var client = visitor.with(visitor.browser(account.username(), RunningEngine.PASSWORD));
        for (int i = 0; i < 30; i++) {
            client.get().uri("/api/v1/tokens").exchange().expectStatus().isForbidden();
        }
        var of = "actor = 'person:%s'".formatted(account.username());
        assertThat(refusals(of)).hasSize(10);
        ENGINE.clock().advance(Duration.ofMinutes(1));
        client.get().uri("/api/v1/tokens").exchange().expectStatus().isForbidden();
        assertThat(refusals(of)).hasSize(11);
    }

    private static List<String> refusals(String of) {
        return Visitor.await(ENGINE.database()
                .sql(
                        "SELECT target || ' ' || (detail ->> 'reason') FROM audit_event WHERE action = 'access.refuse' AND "
                                + of + " ORDER BY id")
                .mapValue(String.class)
                .all()
                .collectList());
    }

    @Test
    void isForAdminsOnly() {
        visitor.program(Role.EDITOR)
                .get()
                .uri("/api/v1/audit/export")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void refusesChangesEvenToASessionThatSwitchesTriggersOff() {
        visitor.account(Role.VIEWER);
        var change = ENGINE.database()
                .inConnection(connection -> Flux.from(connection
                                .createStatement("SET session_replication_role = replica")
                                .execute())
                        .flatMap(Result::getRowsUpdated)
                        .thenMany(Flux.from(connection
                                        .createStatement("DELETE FROM audit_event")
                                        .execute())
                                .flatMap(Result::getRowsUpdated))
                        .then());
        StepVerifier.create(change)
                .verifyErrorMatches(failure ->
                        String.valueOf(failure.getMessage()).matches("(?s).*(append-only|permission denied).*"));
    }
}
