package dev.tributary.engine.web.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.testkit.emulator.EmulatorSettings;
import dev.tributary.connector.testkit.emulator.SourceEmulator;
import dev.tributary.engine.web.LiveEngine;
import java.util.HashSet;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

final class EventControllerIT {

    @RegisterExtension
    static final LiveEngine ENGINE = new LiveEngine();

    private final SourceEmulator source = SourceEmulator.start(EmulatorSettings.of(30));
    private long connector;

    @BeforeEach
    void connect() {
        connector = ENGINE.connector(source);
    }

    @AfterEach
    void stop() {
        source.close();
    }

    private String id(int place) {
        return source.corpus().expected().skip(place).findFirst().orElseThrow().id();
    }

    private static JsonNode events(String run, String query, Object... variables) {
        var all = new Object[variables.length + 1];
        all[0] = run;
        System.arraycopy(variables, 0, all, 1, variables.length);
        return ENGINE.get("/api/v1/runs/{id}/documents" + query, all).path("items");
    }

    private String run(String kind) {
        return ENGINE.run(connector, kind).path("id").asString();
    }

    @Test
    void saysWhichDocumentsARunTouched() {
        var run = run("sync");
        var first = events(run, "?limit=1").path(0);
        assertThat(first.path("kind").asString()).isEqualTo("added");
        assertThat(first.path("runKind").asString()).isEqualTo("sync");
        var document =
                ENGINE.get("/api/v1/documents/{id}", first.path("documentId").asString());
        for (var field : new String[] {"externalId", "title", "sourceUrl"}) {
            assertThat(first.path(field).asString())
                    .isNotEmpty()
                    .isEqualTo(document.path(field).asString());
        }
        assertThat(events(run, "?kind=added&limit=200").size()).isEqualTo(30);
        assertThat(events(run, "?kind=purged").size()).isZero();
        assertThat(events(run, "?q={q}", id(4))
                        .valueStream()
                        .map(event -> event.path("externalId").asString()))
                .containsExactly(id(4));
    }

    @Test
    void tellsTheNameOfWhatIsGoneForGood() {
        run("sync");
        var gone = id(2);
        var title = source.corpus().find(gone).orElseThrow().title();
        source.corpus().delete(gone);
        run("full");
        var purge = run("full");
        var event = events(purge, "?kind=purged").path(0);
        assertThat(event.path("externalId").asString()).isEqualTo(gone);
        assertThat(event.path("title").asString()).isEqualTo(title);
        var history = ENGINE.get(
                        "/api/v1/documents/{id}/history",
                        event.path("documentId").asString())
                .path("items");
        assertThat(history.valueStream().map(one -> one.path("kind").asString()))
                .containsExactly("purged", "tombstoned", "added");
        assertThat(history.path(0).path("runKind").asString()).isEqualTo("full");
        ENGINE.execute("DELETE FROM purged_document");
        var unknown = events(purge, "?kind=purged").path(0);
        assertThat(unknown.path("documentId")).isEqualTo(event.path("documentId"));
        assertThat(unknown.path("title").isString()).isFalse();
    }

    @Test
    void downloadsAllOfARun() {
        var run = run("sync");
        ENGINE.execute("UPDATE document SET title = '=1+1' WHERE connector_id = %d AND external_id = '%s'"
                .formatted(connector, id(0)));
        ENGINE.execute("""
                INSERT INTO document_event (document_id, connector_id, run_id, at, kind, detail)
                SELECT 1000000 + g, %d, %s, now(), 'skipped', 'too large, "really"' FROM generate_series(1, 2500) g""".formatted(connector, run));
        var lines = csv(run, "").split("\r\n");
        assertThat(lines).hasSize(1 + 30 + 2500);
        assertThat(lines[0]).startsWith("at,kind,detail,");
        assertThat(lines[1]).contains(",'=1+1,");
        assertThat(lines[2530]).contains(",skipped,\"too large, \"\"really\"\"\",1002500,,,,sync");
        assertThat(new HashSet<>(java.util.List.of(lines))).hasSize(lines.length);
        assertThat(csv(run, "?kind=added").split("\r\n")).hasSize(31);
    }

    private static String csv(String run, String query) {
        return Objects.requireNonNull(ENGINE.admin()
                .get()
                .uri("/api/v1/runs/" + run + "/documents.csv" + query)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("text/csv;charset=UTF-8")
                .expectHeader()
                .valueEquals("Content-Disposition", "attachment; filename=\"run-" + run + "-documents.csv\"")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    @Test
    void namesWhatIsWrong() {
        var run = run("sync");
        for (var path : new String[] {"/documents?kind=a-b", "/documents.csv?kind=1"}) {
            ENGINE.admin()
                    .get()
                    .uri("/api/v1/runs/" + run + path)
                    .exchange()
                    .expectStatus()
                    .isEqualTo(422).expectBody(String.class);
        }
        for (var path : new String[] {"/documents", "/documents.csv"}) {
            ENGINE.admin()
                    .get()
                    .uri("/api/v1/runs/999999" + path)
                    .exchange()
                    .expectStatus()
                    .isNotFound().expectBody(String.class);
        }
    }
}
