package dev.tributary.engine.web.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.testkit.emulator.EmulatorSettings;
import dev.tributary.connector.testkit.emulator.SourceEmulator;
import dev.tributary.engine.web.knowledge.EngineUnderTest.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A connector that is looked at before it becomes a real one. */
final class DraftIT {

    @RegisterExtension
    static final EngineUnderTest ENGINE = new EngineUnderTest();

    private final SourceEmulator source = SourceEmulator.start(EmulatorSettings.of(30));
    private String base = "";

    @BeforeEach
    void makeKnowledgeBase() {
        base = ENGINE.post("/api/v1/knowledge-bases", Map.of("name", UUID.randomUUID()))
                .id();
    }

    @AfterEach
    void stop() {
        source.close();
    }

    private Answer draft() {
        return draft(Map.of());
    }

    private Answer draft(Map<String, ?> more) {
        var order = new HashMap<String, Object>(
                Map.of("type", "emulator", "draft", true, "config", Map.of("url", source.url())));
        order.putAll(more);
        return ENGINE.post("/api/v1/knowledge-bases/" + base + "/connectors", order);
    }

    private static Answer connector(String id) {
        return ENGINE.get("/api/v1/connectors/" + id);
    }

    private static void ended(String run) {
        ENGINE.until("SELECT ended_at IS NOT NULL FROM sync_run WHERE id = " + run);
    }

    @Test
    void showsSlotsButTakesNone() {
        var made = draft();
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().path("state").asString()).isEqualTo("draft");
        assertThat(made.body().path("tagSlots").path("author").asString()).isEqualTo("text_1");
        assertThat(connector(made.id()).body()).isEqualTo(made.body());
        assertThat(ENGINE.one("SELECT tag_slots::text FROM connector WHERE id = " + made.id(), String.class))
                .isEqualTo("{}");
        assertThat(draft().body().path("tagSlots").path("author").asString()).isEqualTo("text_1");
    }

    @Test
    void isInNoListAndNoCount() {
        var made = draft();
        assertThat(made.status()).isEqualTo(201);
        assertThat(ENGINE.get("/api/v1/knowledge-bases/" + base + "/connectors")
                        .body()
                        .path("items")
                        .size())
                .isZero();
        assertThat(ENGINE.get("/api/v1/knowledge-bases/" + base)
                        .body()
                        .path("connectors")
                        .asLong())
                .isZero();
        assertThat(ENGINE.get("/api/v1/status")
                        .body()
                        .path("connectors")
                        .valueStream()
                        .map(one -> one.path("id").asString()))
                .doesNotContain(made.id());
        assertThat(ENGINE.get("/api/v1/knowledge-bases/" + base + "/explain?externalId=x")
                        .body()
                        .toString())
                .contains("has no connector");
    }

    @Test
    void runsPreviewsOnly() {
        var made = draft();
        var path = "/api/v1/connectors/" + made.id();
        for (var kind : List.of("sync", "full", "reread", "applyRemovals")) {
            assertThat(ENGINE.post(path + "/runs", Map.of("kind", kind)).status())
                    .isEqualTo(409);
        }
        assertThat(ENGINE.post(path + "/pause").status()).isEqualTo(409);
        assertThat(ENGINE.post(path + "/resume").status()).isEqualTo(409);
        var preview = ENGINE.post(path + "/runs", Map.of("kind", "preview"));
        assertThat(preview.status()).isEqualTo(202);
        ended(preview.id());
        var run = ENGINE.get("/api/v1/runs/" + preview.id()).body();
        assertThat(run.path("state").asString()).isEqualTo("completed");
        assertThat(run.path("counts").path("added").asLong()).isEqualTo(30);
        assertThat(run.path("sample").path("added").size()).isPositive();
        var other = ENGINE.post(path + "/preview", Map.of("config", Map.of("url", source.url(), "pageSize", 3)));
        assertThat(other.status()).isEqualTo(202);
        ended(other.id());
        assertThat(connector(made.id()).body().path("state").asString()).isEqualTo("draft");
        assertThat(ENGINE.one("SELECT count(*) FROM document WHERE connector_id = " + made.id(), Long.class))
                .isZero();
        ENGINE.post("/api/v1/sync-all");
        assertThat(ENGINE.one(
                        "SELECT count(*) FROM sync_run WHERE kind <> 'preview' AND connector_id = " + made.id(),
                        Long.class))
                .isZero();
    }

    @Test
    void becomesARealConnectorThatRunsAtOnce() {
        var made = draft();
        var changed = ENGINE.patch(
                "/api/v1/connectors/" + made.id(), Map.of("name", "Changed", "disabledTagIds", List.of("author")));
        assertThat(changed.body().path("state").asString()).isEqualTo("draft");
        assertThat(changed.body().path("tagSlots").has("author")).isFalse();
        ENGINE.patch("/api/v1/connectors/" + made.id(), Map.of("config", Map.of("pageSize", 7)));
        assertThat(ENGINE.one("SELECT count(*) FROM sync_run WHERE connector_id = " + made.id(), Long.class))
                .isZero();

        var real = ENGINE.patch("/api/v1/connectors/" + made.id(), Map.of("draft", false, "name", "Real"));

        assertThat(real.status()).isEqualTo(200);
        assertThat(real.body().path("state").asString()).isEqualTo("active");
        assertThat(real.body().path("name").asString()).isEqualTo("Real");
        assertThat(ENGINE.one("SELECT tag_slots ? 'labels' FROM connector WHERE id = " + made.id(), Boolean.class))
                .isTrue();
        ENGINE.until("SELECT count(*) = 1 FROM sync_run WHERE state = 'completed' AND kind = 'sync'"
                + " AND reason = 'created' AND connector_id = " + made.id());
        assertThat(connector(made.id()).body().path("documents").path("indexed").asLong())
                .isEqualTo(30);
        assertThat(ENGINE.one(
                        "SELECT string_agg(action, ' ' ORDER BY id) FROM audit_event WHERE target = 'connector:"
                                + made.id() + "'",
                        String.class))
                .isEqualTo("connector.draft connector.change connector.change connector.change connector.create");
        assertThat(ENGINE.patch("/api/v1/connectors/" + made.id(), Map.of("draft", true))
                        .fields())
                .containsExactly("draft");
    }

    @Test
    void isDiscardedOrForgotten() {
        var discarded = draft();
        var run = ENGINE.post("/api/v1/connectors/" + discarded.id() + "/runs", Map.of("kind", "preview"));
        assertThat(ENGINE.delete("/api/v1/connectors/" + discarded.id()).status())
                .isEqualTo(204);
        assertThat(connector(discarded.id()).status()).isEqualTo(404);
        assertThat(ENGINE.get("/api/v1/runs/" + run.id()).status()).isEqualTo(404);
        var young = draft();
        var old = draft();
        ENGINE.execute("UPDATE connector SET updated_at = now() - interval '25 hours' WHERE id = " + old.id());
        ENGINE.until("SELECT count(*) = 0 FROM connector WHERE id = " + old.id());
        assertThat(connector(young.id()).status()).isEqualTo(200);
    }

    @Test
    void isCheckedLikeAnyConnector() {
        assertThat(draft(Map.of("config", Map.of())).fields()).containsExactly("config.url");
        assertThat(draft(Map.of("disabledTagIds", List.of("odd"))).fields()).containsExactly("disabledTagIds[0]");
    }

    @Test
    void slotsAreForetold() {
        var path = "/api/v1/knowledge-bases/" + base + "/tag-slots";
        var slots = ENGINE.post(path, Map.of("type", "emulator", "disabledTagIds", List.of("labels")));
        assertThat(slots.status()).isEqualTo(200);
        assertThat(slots.body().path("tagSlots").path("author").asString()).isEqualTo("text_1");
        assertThat(slots.body().path("tagSlots").has("labels")).isFalse();
        assertThat(slots.body().path("tagsWithoutSlot").size()).isZero();
        assertThat(ENGINE.post(path, Map.of("type", "odd")).fields()).containsExactly("type");
        assertThat(ENGINE.post(path, Map.of("type", "emulator", "disabledTagIds", List.of("odd")))
                        .fields())
                .containsExactly("disabledTagIds[0]");
        assertThat(ENGINE.post("/api/v1/knowledge-bases/999999/tag-slots", Map.of("type", "emulator"))
                        .status())
                .isEqualTo(404);
    }
}
