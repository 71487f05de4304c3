package dev.tributary.engine.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.identity.Role;
import dev.tributary.engine.web.RunningEngine;
import dev.tributary.engine.web.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

final class TokenScopeIT {
    @RegisterExtension
    static final RunningEngine ENGINE = new RunningEngine();

    private final Visitor visitor = new Visitor(ENGINE);
    private final WebTestClient admin = visitor.program(Role.ADMIN);
    private final String mine = base();
    private final String other = base();

    private record Id(String id) {}

    private record Made(String id, String token) {}

    private record Token(String id, String prefix, String uses, Instant createdAt, Instant expiresAt) {}

    private record Tokens(List<Token> items) {}

    private String base() {
        return Objects.requireNonNull(admin.post()
                        .uri("/api/v1/knowledge-bases")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(Map.of("name", UUID.randomUUID().toString()))
                        .exchange()
                        .expectBody(Id.class)
                        .returnResult()
                        .getResponseBody())
                .id();
    }

    private Made make(Map<String, Object> more) {
        var order = new HashMap<>(more);
        order.putIfAbsent("name", "limited");
        order.putIfAbsent("role", "admin");
        return Objects.requireNonNull(post("/api/v1/tokens", order)
                .expectStatus()
                .isCreated()
                .expectBody(Made.class)
                .returnResult()
                .getResponseBody());
    }

    private WebTestClient.ResponseSpec post(String path, Map<String, Object> body) {
        return admin.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private Token listed(String id) {
        return Objects.requireNonNull(admin.get()
                        .uri("/api/v1/tokens?limit=200")
                        .exchange()
                        .expectBody(Tokens.class)
                        .returnResult()
                        .getResponseBody())
                .items()
                .stream()
                .filter(token -> token.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/me, 200",
        "GET, /api/v1/knowledge-bases/{mine}, 200",
        "GET, /api/v1/knowledge-bases/{mine}/search?q=x, 200",
        "GET, /api/v1/knowledge-bases/{mine}/connectors, 200",
        "GET, /api/v1/knowledge-bases/{mine}/documents, 200",
        "GET, /api/v1/knowledge-bases/{other}/documents, 403",
        "POST, /api/v1/knowledge-bases/{mine}/documents/exclude, 422",
        "POST, /api/v1/knowledge-bases/{other}/documents/exclude, 403",
        "POST, /api/v1/knowledge-bases/{other}/tag-slots, 403",
        "GET, /api/v1/runs/999999/documents.csv, 403",
        "GET, /api/v1/settings/sources, 403",
        "GET, /api/v1/connector-types, 200",
        "DELETE, /api/v1/knowledge-bases/{mine}, 204",
        "GET, /api/v1/knowledge-bases/{other}, 403",
        "GET, /api/v1/knowledge-bases/{other}/search?q=x, 403",
        "DELETE, /api/v1/knowledge-bases/{other}, 403",
        "GET, /api/v1/connectors/999999, 403",
        "GET, /api/v1/runs/999999, 403",
        "GET, /api/v1/documents/999999/content, 403",
        "GET, /api/v1/status, 403",
        "GET, /api/v1/events, 403",
        "GET, /api/v1/tokens, 403",
        "GET, /api/v1/accounts, 403",
        "GET, /api/v1/audit, 403",
        "GET, /openapi.json, 403",
        "GET, /actuator/prometheus, 403",
        "POST, /api/v1/sync-all, 403",
        "POST, /api/v1/knowledge-bases, 403",
        "POST, /api/v1/tokens, 403",
        "POST, /api/v1/connector-types/rss/check, 403",
    })
    void limitsATokenToItsKnowledgeBases(String method, String path, int status) {
        var token = make(Map.of("knowledgeBases", List.of(mine)));
        var uri = path.replace("{mine}", mine).replace("{other}", other);
        assertThat(status(token, method, uri)).as(uri).isEqualTo(status);
    }

    @Test
    void listsOnlyTheKnowledgeBasesOfTheLimit() {
        var token = make(Map.of("knowledgeBases", List.of(mine)));
        visitor.bearer(token.token())
                .get()
                .uri("/api/v1/knowledge-bases?limit=200")
                .exchange()
                .expectBody()
                .jsonPath("$.items[*].id")
                .isEqualTo(List.of(mine));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/me, 200",
        "GET, /api/v1/knowledge-bases, 200",
        "GET, /api/v1/knowledge-bases/{mine}/search?q=x, 200",
        "GET, /api/v1/documents/999999, 404",
        "GET, /api/v1/documents/999999/content, 404",
        "GET, /api/v1/knowledge-bases/{mine}/connectors, 403",
        "GET, /api/v1/documents/999999/history, 403",
        "POST, /api/v1/documents/999999/exclude, 403",
        "DELETE, /api/v1/knowledge-bases/{mine}, 403",
        "GET, /api/v1/tokens, 403",
        "GET, /api/v1/status, 403",
    })
    void letsASearchTokenSearchAndReadOnly(String method, String path, int status) {
        var token = make(Map.of("uses", "search"));
        assertThat(status(token, method, path.replace("{mine}", mine))).as(path).isEqualTo(status);
    }

    private int status(Made token, String method, String path) {
        return visitor.bearer(token.token())
                .method(HttpMethod.valueOf(method))
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(method.equals("POST") ? "{}" : "")
                .exchange()
                .returnResult(byte[].class)
                .getStatus()
                .value();
    }

    @Test
    void endsInNinetyDaysAndInAYearAtMost() {
        var token = listed(make(Map.of()).id());
        assertThat(Duration.between(token.createdAt(), token.expiresAt())).isEqualTo(Duration.ofDays(90));
        var late = ENGINE.clock().instant().plus(Duration.ofDays(400)).toString();
        post("/api/v1/tokens", Map.of("name", "x", "role", "viewer", "expiresAt", late))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("expiresAt");
    }

    @Test
    void showsHowATokenBeginsAndNoMore() {
        var made = make(Map.of("uses", "search"));
        var token = listed(made.id());
        assertThat(made.token()).startsWith(token.prefix());
        assertThat(token.prefix()).hasSize(10);
        assertThat(token.uses()).isEqualTo("search");
    }

    @Test
    void rotatesATokenWhileTheOldTextGoesOnForAsLongAsWanted() {
        var old = make(Map.of());
        var fresh = rotate(old.id(), Map.of("overlapMinutes", 10));
        works(old, true);
        works(fresh, true);
        ENGINE.clock().advance(Duration.ofMinutes(11));
        works(old, false);
        works(fresh, true);
        var next = rotate(old.id(), Map.of());
        works(fresh, false);
        works(next, true);
        assertThat(listed(old.id()).prefix()).isEqualTo(next.token().substring(0, 10));
        assertThat(Duration.between(ENGINE.clock().instant(), listed(old.id()).expiresAt()))
                .isEqualTo(Duration.ofDays(90));
    }

    private Made rotate(String id, Map<String, Object> body) {
        return Objects.requireNonNull(post("/api/v1/tokens/" + id + "/rotate", body)
                .expectStatus()
                .isOk()
                .expectBody(Made.class)
                .returnResult()
                .getResponseBody());
    }

    private void works(Made token, boolean expected) {
        var status = visitor.bearer(token.token())
                .get()
                .uri("/api/v1/me")
                .exchange()
                .returnResult(byte[].class)
                .getStatus();
        assertThat(status.is2xxSuccessful()).isEqualTo(expected);
    }

    @Test
    void namesWhatIsWrongInALimit() {
        post("/api/v1/tokens", Map.of("name", "x", "role", "viewer", "knowledgeBases", List.of()))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("knowledgeBases");
    }
}
