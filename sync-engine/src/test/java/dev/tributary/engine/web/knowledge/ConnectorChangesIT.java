package dev.tributary.engine.web.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.testkit.emulator.Call;
import dev.tributary.connector.testkit.emulator.EmulatorSettings;
import dev.tributary.connector.testkit.emulator.SourceEmulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

final class ConnectorChangesIT {

    @RegisterExtension
    static final EngineUnderTest ENGINE = new EngineUnderTest();

    private final SourceEmulator source = SourceEmulator.start(EmulatorSettings.of(12));
    private String base = "";

    @BeforeEach
    void makeKnowledgeBase() {
        base = "/api/v1/knowledge-bases/"
                + ENGINE.post("/api/v1/knowledge-bases", Map.of("name", UUID.randomUUID()))
                        .id();
    }

    @AfterEach
    void stop() {
        source.close();
    }

    @Test
    void tagsSwitchedOffAndOnAreAppliedWithoutFetching() {
        var id = synced("emulator", Map.of("url", source.url()));
        var asked = requests();
        ENGINE.patch("/api/v1/connectors/" + id, Map.of("disabledTagIds", List.of("author")));
        ENGINE.until("SELECT bool_and(text_1 IS NULL AND text_2 IS NOT NULL) FROM document WHERE connector_id = " + id);
        var on = ENGINE.patch("/api/v1/connectors/" + id, Map.of("disabledTagIds", List.of()));
        assertThat(on.body().path("tagSlots").path("author").asString()).isEqualTo("text_1");
        ENGINE.until(
                "SELECT bool_and(text_1 IS NOT NULL AND flag_1 IS NOT NULL) FROM document WHERE connector_id = " + id);
        assertThat(requests()).isEqualTo(asked);
        assertThat(ENGINE.one("SELECT count(*) FROM sync_run WHERE connector_id = " + id, Long.class))
                .isOne();
    }

    @Test
    void aNarrowerScopeIsPreviewedAndAppliedOnConfirmation() {
        var id = synced("generated", Map.of("count", 200));
        var narrower = Map.of("count", 20);
        assertThat(ENGINE.post("/api/v1/connectors/" + id + "/preview", Map.of("config", narrower))
                        .status())
                .isEqualTo(202);
        ended(id, 2);
        assertThat(ENGINE.one(
                        "SELECT tombstoned FROM sync_run WHERE kind = 'preview' AND connector_id = " + id, Long.class))
                .isEqualTo(180);
        assertThat(live(id)).isEqualTo(200);
        ENGINE.patch("/api/v1/connectors/" + id, Map.of("config", narrower, "confirmRemovals", true));
        ended(id, 3);
        assertThat(live(id)).isEqualTo(20);
    }

    @Test
    @DisplayName("D8: a deleted connector's documents are hidden at once and go in batches, or stay, detached")
    void deletedConnectorsGoAndLeaveKeptDocuments() {
        var gone = synced("generated", Map.of("count", 2_500));
        var kept = synced("generated", Map.of("count", 7));
        assertThat(ENGINE.delete("/api/v1/connectors/" + gone).status()).isEqualTo(204);
        assertThat(ENGINE.delete("/api/v1/connectors/" + kept + "?documents=keep")
                        .status())
                .isEqualTo(204);
        assertThat(ENGINE.get(base + "/documents?limit=200")
                        .body()
                        .path("items")
                        .valueStream())
                .hasSize(7)
                .allMatch(document -> document.path("connectorId").asString().equals(kept));
        ENGINE.until("SELECT count(*) = 0 FROM connector WHERE id IN (%s, %s)".formatted(gone, kept));
        assertThat(ENGINE.one("SELECT count(*) FROM document WHERE connector_id = " + gone, Long.class))
                .isZero();
        assertThat(ENGINE.one("SELECT count(*) FROM document WHERE detached AND connector_id = " + kept, Long.class))
                .isEqualTo(7);
        assertThat(ENGINE.delete(base).status()).isEqualTo(204);
        assertThat(ENGINE.get(base).status()).isEqualTo(404);
        assertThat(ENGINE.one("SELECT count(*) FROM document WHERE connector_id = " + kept, Long.class))
                .isZero();
    }

    @Test
    void aKnowledgeBaseGoesWithItsConnectors() {
        var id = synced("generated", Map.of("count", 5));
        assertThat(ENGINE.delete(base).status()).isEqualTo(204);
        assertThat(ENGINE.get(base).status()).isEqualTo(404);
        ENGINE.until("SELECT count(*) = 0 FROM document WHERE connector_id = " + id);
        ENGINE.until("SELECT count(*) = 0 FROM knowledge_base WHERE id = " + base.substring(base.lastIndexOf('/') + 1));
    }

    @Test
    void whatIsWrongIsNamed() {
        var bad = new HashMap<String, Object>(Map.of("type", "emulator", "config", Map.of("url", "nonsense", "x", 1)));
        bad.put("schedule", Map.of("everyMinutes", 0));
        bad.put("disabledTagIds", List.of("nope"));
        bad.put("secrets", Map.of("other", "x"));
        assertThat(ENGINE.post(base + "/connectors", bad).fields())
                .containsExactlyInAnyOrder(
                        "schedule.everyMinutes", "disabledTagIds[0]", "config.url", "config.x", "secrets.other");
        assertThat(ENGINE.post(base + "/connectors", Map.of("type", "nope")).fields())
                .containsExactly("type");
        assertThat(ENGINE.post(base + "/connectors", Map.of("typ", "x")).fields())
                .containsExactly("typ");
        var inside = Map.of("type", "emulator", "config", Map.of("url", "http://10.1.2.3/"));
        assertThat(ENGINE.post(base + "/connectors", inside).fields()).containsExactly("config.url");
        var cron = Map.of("type", "generated", "config", Map.of("count", 1), "schedule", Map.of("cron", "often"));
        assertThat(ENGINE.post(base + "/connectors", cron).fields()).containsExactly("schedule.cron");
        assertThat(ENGINE.get("/api/v1/connectors/999999").status()).isEqualTo(404);
        assertThat(ENGINE.get("/api/v1/connector-types/nope").status()).isEqualTo(404);
        var name = ENGINE.get(base).body().path("name").asString();
        var taken = ENGINE.post("/api/v1/knowledge-bases", Map.of("name", name));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.fields()).containsExactly("name");
    }

    @Test
    void declarationsLookLikeTheCheckedInCatalog() throws IOException {
        var catalog = JsonMapper.shared().readTree(Files.readString(Path.of("..", "connector-meta", "catalog.json")));
        assertThat(catalog.isEmpty()).isFalse();
        catalog.forEach(declared -> {
            var type = declared.path("id").asString();
            assertThat(ENGINE.get("/api/v1/connector-types/" + type).body())
                    .as(type)
                    .isEqualTo(declared);
        });
    }

    private String synced(String type, Map<String, ?> config) {
        var made = ENGINE.post(
                base + "/connectors", Map.of("type", type, "config", config, "schedule", Map.of("manual", true)));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        ended(made.id(), 1);
        return made.id();
    }

    private long requests() {
        return source.counters().of(Call.Kind.LISTING) + source.counters().of(Call.Kind.READ);
    }

    private static void ended(String connector, int runs) {
        ENGINE.until("SELECT count(*) FILTER (WHERE state = 'completed') = %d FROM sync_run WHERE connector_id = %s"
                .formatted(runs, connector));
    }

    private static long live(String connector) {
        return ENGINE.one(
                "SELECT count(*) FROM document WHERE tombstoned_at IS NULL AND connector_id = " + connector,
                Long.class);
    }
}
