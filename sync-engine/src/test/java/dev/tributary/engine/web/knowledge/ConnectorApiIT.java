package dev.tributary.engine.web.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.testkit.emulator.EmulatorSettings;
import dev.tributary.connector.testkit.emulator.SourceEmulator;
import dev.tributary.engine.web.knowledge.EngineUnderTest.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
final class ConnectorApiIT {

    @RegisterExtension
    static final EngineUnderTest ENGINE = new EngineUnderTest();

    private static final String CANARY = "canary-5b1f-secret";

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

    @Test
    void aNewConnectorBringsItsDocuments() {
        var made = create(Map.of("secrets", Map.of("apiKey", CANARY), "schedule", Map.of("cron", "30 2 * * MON")));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().path("secrets").toString()).isEqualTo("[\"apiKey\"]");
        assertThat(made.body().path("name").asString()).isEqualTo("Emulator");
        assertThat(made.body().path("config").path("url").asString()).isEqualTo(source.url());
        assertThat(made.body().path("schedule").toString()).isEqualTo("{\"cron\":\"30 2 * * MON\",\"zone\":\"UTC\"}");
        assertThat(made.body().path("tagSlots").path("author").asString()).isEqualTo("text_1");
        assertThat(made.body().path("tagsWithoutSlot").size()).isZero();
        completed(made.id());
        var now = ENGINE.get("/api/v1/connectors/" + made.id()).body();
        assertThat(now.path("documents").path("indexed").asInt()).isEqualTo(30);
        assertThat(now.path("lastRun").path("reason").asString()).isEqualTo("created");
        assertThat(now.path("nextRunAt").isString()).isTrue();
        var listed =
                ENGINE.get("/api/v1/knowledge-bases/" + base + "/connectors").body();
        assertThat(listed.path("items").get(0)).isEqualTo(now);
    }

    @Test
    void secretsAppearInNoAnswerAndNoLog(CapturedOutput log) {
        var made = create(Map.of("secrets", Map.of("apiKey", CANARY)));
        completed(made.id());
        var config = Map.of("url", source.url(), "pageSize", 5);
        var check = Map.of("config", config, "secrets", Map.of("apiKey", CANARY));
        assertThat(ENGINE.post("/api/v1/connector-types/emulator/check", check).status())
                .isEqualTo(200);
        var revoked = source.revokeToken();
        var refused = ENGINE.post("/api/v1/connector-types/emulator/check", check);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.fields()).containsExactly("secrets.apiKey");
        ENGINE.post("/api/v1/connectors/" + made.id() + "/resume");
        ENGINE.until("SELECT waiting_for LIKE '%credential%' FROM connector WHERE id = " + made.id());
        revoked.lift();
        ENGINE.patch("/api/v1/connectors/" + made.id(), Map.of("secrets", Map.of("apiKey", CANARY + "-2")));
        ENGINE.post("/api/v1/knowledge-bases/" + base + "/connectors", Map.of("secrets", CANARY));
        ENGINE.post("/api/v1/connector-types/emulator/check", Map.of("secrets", Map.of("apiKey", List.of(CANARY))));
        completed(made.id());
        ENGINE.get("/api/v1/connectors/" + made.id());
        assertThat(ENGINE.one("SELECT config || secrets || '{}' FROM connector WHERE id = " + made.id(), String.class))
                .doesNotContain(CANARY);
        assertThat(ENGINE.one("SELECT string_agg(detail::text, '') FROM audit_event", String.class))
                .doesNotContain(CANARY);
        assertThat(log.getAll()).contains("Decoded [SourceForm").doesNotContain(CANARY);
        assertThat(ENGINE.answered())
                .contains("apiKey")
                .doesNotContain(CANARY + "\"")
                .doesNotContain(CANARY + "-2");
    }

    @Test
    void eachUseOfAStoredSecretIsWrittenDown() {
        var made = create(Map.of("secrets", Map.of("apiKey", CANARY)));
        var uses =
                "SELECT count(*) FROM audit_event WHERE action = 'secret.use' AND target = 'connector:%s' AND detail ->> '%s' = '%s'";
        completed(made.id());
        var run = ENGINE.one("SELECT min(id) FROM sync_run WHERE connector_id = " + made.id(), Long.class);
        assertThat(ENGINE.one(uses.formatted(made.id(), "why", "run " + run), Long.class))
                .isOne();
        ENGINE.post(
                "/api/v1/connector-types/emulator/check",
                Map.of("connectorId", made.id(), "config", Map.of("pageSize", 5)));
        assertThat(ENGINE.one(uses.formatted(made.id(), "why", "check of settings"), Long.class))
                .isOne();
        assertThat(ENGINE.one(uses.formatted(made.id(), "secrets", "apiKey"), Long.class))
                .isEqualTo(2);
    }

    @Test
    void aSecretMovedToAnotherConnectorIsRefused() {
        var one = create(Map.of("secrets", Map.of("apiKey", CANARY)));
        var other = create(Map.of("secrets", Map.of("apiKey", "another")));
        completed(one.id());
        completed(other.id());
        ENGINE.execute("UPDATE connector SET secrets = (SELECT secrets FROM connector WHERE id = %s) WHERE id = %s"
                .formatted(one.id(), other.id()));
        var refused = ENGINE.patch("/api/v1/connectors/" + other.id(), Map.of("config", Map.of("pageSize", 7)));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.fields()).containsExactly("secrets.apiKey");
        ENGINE.post("/api/v1/connectors/" + other.id() + "/resume");
        ENGINE.until("SELECT waiting_for LIKE '%credential%' FROM connector WHERE id = " + other.id());
    }

    @Test
    void aStoredSecretIsNotSentToANewAddress() {
        var made = create(Map.of("secrets", Map.of("apiKey", CANARY)));
        try (var elsewhere = SourceEmulator.start(EmulatorSettings.of(1))) {
            var move = Map.of("url", elsewhere.url());
            var refused = ENGINE.patch("/api/v1/connectors/" + made.id(), Map.of("config", move));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.fields()).containsExactly("secrets.apiKey");
            var preview = ENGINE.post("/api/v1/connectors/" + made.id() + "/preview", Map.of("config", move));
            assertThat(preview.status()).isEqualTo(422);
            var meant = Map.of("config", move, "secrets", Map.of("apiKey", "new"));
            assertThat(ENGINE.patch("/api/v1/connectors/" + made.id(), meant).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void pausedConnectorsRunAgainWhenResumed() {
        var made = create(Map.of("schedule", Map.of("manual", true)));
        completed(made.id());
        var paused = ENGINE.post("/api/v1/connectors/" + made.id() + "/pause");
        assertThat(paused.body().path("state").asString()).isEqualTo("paused");
        assertThat(paused.body().path("waitingFor").asString()).isEqualTo("paused");
        var resumed = ENGINE.post("/api/v1/connectors/" + made.id() + "/resume");
        assertThat(resumed.body().path("state").asString()).isEqualTo("active");
        ENGINE.until("SELECT count(*) = 2 FROM sync_run WHERE state = 'completed' AND connector_id = " + made.id());
        assertThat(ENGINE.one(
                        "SELECT string_agg(action, ' ' ORDER BY id) FROM audit_event WHERE target = 'connector:"
                                + made.id() + "'",
                        String.class))
                .isEqualTo("connector.create connector.pause connector.resume");
    }

    private Answer create(Map<String, ?> more) {
        var order = new java.util.HashMap<String, Object>(more);
        order.put("type", "emulator");
        order.put("config", Map.of("url", source.url(), "pageSize", 10));
        var made = ENGINE.post("/api/v1/knowledge-bases/" + base + "/connectors", order);
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return made;
    }

    private static void completed(String connector) {
        ENGINE.until("SELECT count(*) > 0 AND bool_and(state NOT IN ('queued', 'running'))"
                + " FROM sync_run WHERE connector_id = " + connector);
    }
}
