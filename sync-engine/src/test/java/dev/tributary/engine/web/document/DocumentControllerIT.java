package dev.tributary.engine.web.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.testkit.emulator.EmulatorSettings;
import dev.tributary.connector.testkit.emulator.Fault;
import dev.tributary.connector.testkit.emulator.SourceEmulator;
import dev.tributary.connector.testkit.emulator.When;
import dev.tributary.engine.web.LiveEngine;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

final class DocumentControllerIT {

    @RegisterExtension
    static final LiveEngine ENGINE = new LiveEngine();

    private final SourceEmulator source = SourceEmulator.start(EmulatorSettings.of(40));
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

    private JsonNode documents(String query) {
        return ENGINE.get("/api/v1/connectors/{id}/documents" + query, connector)
                .path("items");
    }

    private String stored(String externalId) {
        return Long.toString(ENGINE.one("SELECT id FROM document WHERE connector_id = %d AND external_id = '%s'"
                .formatted(connector, externalId)));
    }

    private JsonNode explain(String externalId) {
        var kb = ENGINE.one("SELECT knowledge_base_id FROM connector WHERE id = " + connector);
        return ENGINE.get("/api/v1/knowledge-bases/{kb}/explain?externalId={id}", kb, externalId);
    }

    @Test
    void listsShowsAndReadsDocuments() {
        ENGINE.run(connector, "sync");

        var page = ENGINE.get("/api/v1/connectors/{id}/documents?limit=30&state=indexed", connector);
        var rest = ENGINE.get(
                "/api/v1/connectors/{id}/documents?limit=30&state=indexed&cursor={cursor}",
                connector,
                page.path("nextCursor").asString());
        assertThat(page.path("items").size() + rest.path("items").size()).isEqualTo(40);

        var corpus = source.corpus().expected().findFirst().orElseThrow();
        var kb = ENGINE.one("SELECT knowledge_base_id FROM connector WHERE id = " + connector);
        var hits = ENGINE.get(
                        "/api/v1/knowledge-bases/{kb}/search?q={q}", kb, "\"" + corpus.title() + "\" type:emulator")
                .path("items");
        assertThat(hits.valueStream()
                        .map(hit -> hit.path("document").path("externalId").asString()))
                .contains(corpus.id());
        assertThat(hits.path(0).path("chunk").path("highlighted").asString()).isNotEmpty();
        assertThat(ENGINE.get("/api/v1/knowledge-bases/{kb}/search?tag.author={a}&limit=200", kb, corpus.author())
                        .path("items")
                        .size())
                .isEqualTo((int) source.corpus()
                        .expected()
                        .filter(one -> one.author().equals(corpus.author()))
                        .count());
        var document = ENGINE.get("/api/v1/documents/{id}", stored(corpus.id()));
        assertThat(document.path("title").asString()).isEqualTo(corpus.title());
        assertThat(document.path("tags").path("author").asString()).isEqualTo(corpus.author());
        assertThat(document.path("tags").path("size").asInt()).isEqualTo(corpus.size());
        assertThat(document.path("tags").path("pinned").asBoolean()).isEqualTo(corpus.isPinned());
        assertThat(document.path("indexedVersion")).isEqualTo(document.path("sourceVersion"));
        assertThat(explain(corpus.id()).path("sentence").asString()).startsWith("It is searchable");
        assertThat(documents("?q=" + corpus.id()).path(0).path("externalId").asString())
                .isEqualTo(corpus.id());
        ENGINE.admin()
                .get()
                .uri("/api/v1/documents/{id}/content", stored(corpus.id()))
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("text/markdown;charset=UTF-8");
        assertThat(ENGINE.get("/api/v1/documents/{id}/history", stored(corpus.id()))
                        .path("items")
                        .path(0)
                        .path("kind")
                        .asString())
                .isEqualTo("added");
    }

    @Test
    @DisplayName("L9: failures are listed with cause, attempts and next try, and one action retries all")
    void retriesFailed() {
        var broken =
                source.faults().inject(new Fault.Unreadable(), When.always().onDocument(id(3)));
        var run = ENGINE.run(connector, "sync");
        assertThat(run.path("state").asString()).isEqualTo("partial");

        var failed = documents("?bucket=failed");
        assertThat(failed.size()).isEqualTo(1);
        var error = failed.path(0).path("error");
        assertThat(error.path("kind").asString()).isNotEmpty();
        assertThat(error.path("message").asString()).isNotEmpty();
        assertThat(error.path("attempts").asInt()).isEqualTo(1);
        assertThat(error.path("nextTryAt").asString()).isNotEmpty();
        assertThat(explain(id(3)).path("sentence").asString())
                .contains("could not read it, once so far")
                .doesNotContain("documentUnreadable");

        broken.lift();
        var retried = ENGINE.post(202, "/api/v1/connectors/{id}/retry-failed", connector);
        assertThat(retried.path("documents").asInt()).isEqualTo(1);
        assertThat(ENGINE.ended(retried.path("runId").asString()).path("state").asString())
                .isEqualTo("completed");
        assertThat(documents("?state=failed").size()).isZero();
    }

    @Test
    void ignoresNoFilter() {
        assertThat(documents("?state=failed&bucket=failed").size()).isZero();
        for (var query :
                List.of("?state=indexed&bucket=failed", "?bucket=skipped&state=held", "?state=&bucket=skipped")) {
            ENGINE.admin()
                    .get()
                    .uri("/api/v1/connectors/" + connector + "/documents" + query)
                    .exchange()
                    .expectStatus()
                    .isEqualTo(422)
                    .expectBody()
                    .jsonPath("$.errors[0].field")
                    .isEqualTo("bucket");
        }
    }

    @Test
    @DisplayName("L9: a single document is retried")
    void retriesOne() {
        var broken =
                source.faults().inject(new Fault.Unreadable(), When.always().onDocument(id(3)));
        ENGINE.run(connector, "sync");
        broken.lift();

        ENGINE.post(200, "/api/v1/documents/{id}/retry", stored(id(3)));

        var run = ENGINE.get("/api/v1/connectors/{id}/runs", connector)
                .path("items")
                .path(0)
                .path("id")
                .asString();
        assertThat(ENGINE.ended(run).path("state").asString()).isEqualTo("completed");
        assertThat(ENGINE.post(409, "/api/v1/documents/{id}/retry", stored(id(3)))
                        .path("detail")
                        .asString())
                .contains("indexed");
    }

    @Test
    @DisplayName("D2: a document that is left out is hidden, explained and restorable, then gone for good")
    void explainsRemovals() {
        ENGINE.run(connector, "sync");
        source.corpus().delete(id(0));
        var gone = documents("?limit=1").path(0).path("externalId").asString();
        ENGINE.run(connector, "full");

        assertThat(documents("?state=removed").path(0).path("externalId").asString())
                .isEqualTo(gone);
        assertThat(explain(gone).path("sentence").asString()).startsWith("It is hidden since");

        ENGINE.post(200, "/api/v1/documents/{id}/restore", stored(gone));
        ENGINE.run(connector, "full");
        assertThat(explain(gone).path("findings").path(0).path("verdict").asString())
                .isEqualTo("indexed");

        ENGINE.execute("UPDATE document SET kept = false WHERE id = " + stored(gone));
        ENGINE.run(connector, "full");
        ENGINE.run(connector, "full");
        assertThat(explain(gone).path("sentence").asString()).contains("removed it for good");
        assertThat(explain("no-such-document").path("scopes").size()).isEqualTo(1);
    }

    @Test
    @DisplayName("D4: a large removal is held with its documents, and a person applies it")
    void appliesHeldRemovals() {
        ENGINE.run(connector, "sync");
        deleteMost();
        assertThat(ENGINE.run(connector, "full").path("counts").path("held").asLong())
                .isEqualTo(30);

        var held = ENGINE.get("/api/v1/connectors/{id}/held-removals?limit=5", connector);
        assertThat(held.path("total").asLong()).isEqualTo(30);
        assertThat(held.path("items").size()).isEqualTo(5);
        assertThat(held.path("reason").asString()).contains("30 of 40");
        assertThat(documents("?state=held&limit=200").size()).isEqualTo(30);

        var run = ENGINE.post(202, "/api/v1/connectors/{id}/held-removals/apply", connector);
        assertThat(ENGINE.ended(run.path("runId").asString())
                        .path("counts")
                        .path("tombstoned")
                        .asLong())
                .isEqualTo(30);
        ENGINE.post(409, "/api/v1/connectors/{id}/held-removals/apply", connector);
    }

    @Test
    @DisplayName("D4: or the person keeps the documents")
    void keepsHeldRemovals() {
        ENGINE.run(connector, "sync");
        deleteMost();
        ENGINE.run(connector, "full");

        assertThat(ENGINE.post(200, "/api/v1/connectors/{id}/held-removals/keep", connector)
                        .path("documents")
                        .asLong())
                .isEqualTo(30);

        var run = ENGINE.run(connector, "full");
        assertThat(run.path("counts").path("tombstoned").asLong()).isZero();
        assertThat(run.path("counts").path("held").asLong()).isZero();
        assertThat(documents("?state=indexed&limit=200").size()).isEqualTo(40);
    }

    private void deleteMost() {
        var doomed = source.corpus().expected().limit(30).map(one -> one.id()).toList();
        doomed.forEach(source.corpus()::delete);
    }

    @Test
    @DisplayName("D7: an excluded document is hidden at once, and no run removes or restores it")
    void excludes() {
        ENGINE.run(connector, "sync");
        var excluded = id(1);
        var document = ENGINE.post(200, "/api/v1/documents/{id}/exclude", stored(excluded));
        assertThat(document.path("state").asString()).isEqualTo("excluded");

        assertThat(ENGINE.run(connector, "full").path("counts").path("excluded").asLong())
                .isEqualTo(1);
        assertThat(explain(excluded).path("sentence").asString()).startsWith("It was excluded by person:admin");
        source.corpus().delete(excluded);
        ENGINE.run(connector, "full");
        ENGINE.run(connector, "full");
        assertThat(documents("?state=excluded").path(0).path("externalId").asString())
                .isEqualTo(excluded);
        assertThat(ENGINE.get("/api/v1/audit").toString()).contains("document.excluded");
    }

    @Test
    @DisplayName("D7: what changed while it was excluded is there after it is restored")
    void restoresExcluded() {
        ENGINE.run(connector, "sync");
        var excluded = id(1);
        ENGINE.post(200, "/api/v1/documents/{id}/exclude", stored(excluded));
        source.corpus().change(excluded);
        ENGINE.run(connector, "full");

        ENGINE.post(200, "/api/v1/documents/{id}/restore", stored(excluded));

        var run = ENGINE.get("/api/v1/connectors/{id}/runs", connector)
                .path("items")
                .path(0)
                .path("id")
                .asString();
        ENGINE.ended(run);
        var changed = source.corpus().find(excluded).orElseThrow();
        var restored = ENGINE.get("/api/v1/documents/{id}", stored(excluded));
        assertThat(restored.path("state").asString()).isEqualTo("indexed");
        assertThat(restored.path("indexedVersion").asString()).isEqualTo(changed.contentHash());
    }

    @Test
    void strangersSeeNothing() {
        ENGINE.run(connector, "sync");
        ENGINE.client()
                .get()
                .uri("/api/v1/connectors/{id}/documents", connector)
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }
}
