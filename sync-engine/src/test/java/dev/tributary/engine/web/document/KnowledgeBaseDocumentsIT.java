package dev.tributary.engine.web.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.testkit.emulator.EmulatorSettings;
import dev.tributary.connector.testkit.emulator.Fault;
import dev.tributary.connector.testkit.emulator.SourceEmulator;
import dev.tributary.connector.testkit.emulator.When;
import dev.tributary.engine.web.LiveEngine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** A knowledge base with two connectors to the same source, of 30 documents. */
final class KnowledgeBaseDocumentsIT {

    @RegisterExtension
    static final LiveEngine ENGINE = new LiveEngine();

    private final SourceEmulator source = SourceEmulator.start(EmulatorSettings.of(30));
    private long kb;
    private long connector;
    private long other;

    @BeforeEach
    void connect() {
        connector = ENGINE.connector(source);
        other = ENGINE.connector(source);
        kb = ENGINE.one("SELECT knowledge_base_id FROM connector WHERE id = " + connector);
        ENGINE.execute(
                "UPDATE connector SET knowledge_base_id = %d, name = 'Other' WHERE id = %d".formatted(kb, other));
    }

    @AfterEach
    void stop() {
        source.close();
    }

    private String id(int place) {
        return source.corpus().expected().skip(place).findFirst().orElseThrow().id();
    }

    private JsonNode documents(String query, Object... variables) {
        var all = new ArrayList<>(List.<Object>of(kb));
        all.addAll(List.of(variables));
        return ENGINE.get("/api/v1/knowledge-bases/{kb}/documents" + query, all.toArray());
    }

    private JsonNode base() {
        return ENGINE.get("/api/v1/knowledge-bases/{kb}", kb);
    }

    @Test
    void listsAllPageByPage() {
        ENGINE.run(connector, "sync");
        ENGINE.run(other, "sync");
        var ids = new ArrayList<Long>();
        var page = documents("?limit=25");
        assertThat(page.path("items").path(0).path("connectorName").asString()).isEqualTo("Corpus");
        assertThat(page.path("items").path(0).path("connectorType").asString()).isEqualTo("emulator");
        while (true) {
            page.path("items").forEach(item -> ids.add(item.path("id").asLong()));
            if (page.path("nextCursor").isNull() || page.path("nextCursor").isMissingNode()) {
                break;
            }
            page = documents("?limit=25&cursor={c}", page.path("nextCursor").asString());
        }
        assertThat(ids).hasSize(60).doesNotHaveDuplicates().isSorted();
        assertThat(documents("?connector={c}&limit=200", other).path("items").size())
                .isEqualTo(30);
        assertThat(documents("?q={q}", id(3)).path("items").size()).isEqualTo(2);
    }

    @Test
    void filtersByTagAndState() {
        ENGINE.run(connector, "sync");
        ENGINE.run(other, "sync");
        var author = source.corpus().expected().findFirst().orElseThrow().author();
        var theirs = (int) source.corpus()
                .expected()
                .filter(one -> one.author().equals(author))
                .count();
        assertThat(documents("?tag.author={a}&limit=200", author).path("items").size())
                .isEqualTo(2 * theirs);
        assertThat(ENGINE.get("/api/v1/connectors/{id}/documents?tag.author={a}&limit=200", connector, author)
                        .path("items")
                        .size())
                .isEqualTo(theirs);
        assertThat(documents("?tag.author={a}", "nobody").path("items").size()).isZero();
        assertThat(documents("?tag.unheard={a}", "of").path("items").size()).isZero();
        assertThat(documents("?state=indexed&tag.author={a}&limit=200", author)
                        .path("items")
                        .size())
                .isEqualTo(2 * theirs);
    }

    @Test
    void findsTextsWhateverTheirCase() {
        ENGINE.run(connector, "sync");
        ENGINE.execute("UPDATE document SET title = 'Straße 100%%_a\\b' WHERE connector_id = %d AND external_id = '%s'"
                .formatted(connector, id(0)));
        for (var q : new String[] {"STRAße", "aße 100%", "100%_A", "%_a\\B"}) {
            assertThat(documents("?q={q}", q).path("items").size()).as(q).isEqualTo(1);
        }
        assertThat(documents("?q={q}", "100_").path("items").size()).isZero();
        assertThat(documents("?q={q}", id(0).toUpperCase(java.util.Locale.ROOT))
                        .path("items")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void countsDocumentsAndProblems() {
        assertThat(base().path("lastSyncedAt").isString()).isFalse();
        assertThat(base().path("connectors").asLong()).isEqualTo(2);
        assertThat(base().path("problems").asLong()).isZero();
        var run = ENGINE.run(other, "sync");
        source.faults().inject(new Fault.Unreadable(), When.always().onDocument(id(3)));
        ENGINE.run(connector, "sync");
        ENGINE.run(connector, "preview");
        var base = base();
        assertThat(base.path("documents").path("indexed").asLong()).isEqualTo(59);
        assertThat(base.path("documents").path("failed").asLong()).isEqualTo(1);
        assertThat(base.path("problems").asLong()).isEqualTo(1);
        assertThat(base.path("lastSyncedAt").asString())
                .isGreaterThan(run.path("endedAt").asString());
        ENGINE.execute("UPDATE connector SET state = 'disabled' WHERE id = " + connector);
        assertThat(base().path("problems").asLong()).isEqualTo(1);
        ENGINE.execute("UPDATE connector SET awaits_credential = true WHERE id = " + other);
        assertThat(base().path("problems").asLong()).isEqualTo(2);
        var listed = ENGINE.get("/api/v1/knowledge-bases?limit=200")
                .path("items")
                .valueStream()
                .filter(item -> item.path("id").asLong() == kb)
                .findFirst();
        assertThat(listed).contains(base());
    }

    @Test
    void keepsWhatOutlivedItsConnector() {
        ENGINE.run(connector, "sync");
        ENGINE.run(other, "sync");
        ENGINE.admin()
                .delete()
                .uri("/api/v1/connectors/{id}?documents=keep", other)
                .exchange()
                .expectBody(String.class);
        ENGINE.until("SELECT count(*) FROM connector WHERE id = " + other, 0);
        var kept = documents("?connector={c}&limit=200", other).path("items");
        assertThat(kept.size()).isEqualTo(30);
        assertThat(kept.path(0).path("connectorName").isString()).isFalse();
        assertThat(documents("?limit=200&state=indexed").path("items").size()).isEqualTo(60);
        assertThat(base().path("documents").path("indexed").asLong()).isEqualTo(60);
        assertThat(found("after:2000-01-01")).isEqualTo(60);
        assertThat(found("after:2000-01-01 -nowhere -type:other")).isEqualTo(60);
        assertThat(found("after:2000-01-01 type:emulator")).isEqualTo(30);
        assertThat(explained("externalId={v}", id(3))).isEqualTo(2);
        assertThat(explained("url={v}", kept.path(0).path("sourceUrl").asString()))
                .isEqualTo(2);
    }

    private int found(String q) {
        return ENGINE.get("/api/v1/knowledge-bases/{kb}/search?limit=200&q={q}", kb, q)
                .path("items")
                .size();
    }

    private int explained(String query, String value) {
        return ENGINE.get("/api/v1/knowledge-bases/{kb}/explain?" + query, kb, value)
                .path("findings")
                .size();
    }

    @Test
    void hidesWhatGoesWithItsConnector() {
        ENGINE.run(connector, "sync");
        ENGINE.execute("UPDATE connector SET state = 'deleting' WHERE id = " + connector);
        assertThat(documents("").path("items").size()).isZero();
        assertThat(found("after:2000-01-01")).isZero();
        assertThat(explained("externalId={v}", id(3))).isZero();
    }

    @Test
    void hidesWhatGoesWithItsKnowledgeBase() {
        ENGINE.execute("UPDATE knowledge_base SET deleting = true WHERE id = " + kb);
        for (var path : List.of("documents", "search?q=a", "explain?url=a")) {
            assertProblem("/api/v1/knowledge-bases/" + kb + "/" + path, 404);
        }
    }

    @Test
    void namesWhatIsWrong() {
        var documents = "/api/v1/knowledge-bases/" + kb + "/documents";
        assertProblem(documents + "?state=odd", 422);
        assertProblem(documents + "?limit=0", 422);
        assertProblem(documents + "?cursor=odd", 422);
        assertProblem(documents + "?connector=odd", 404);
        ENGINE.admin()
                .get()
                .uri("/api/v1/knowledge-bases/999999/documents")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody(String.class);
    }

    private void assertProblem(String uri, int status) {
        ENGINE.admin()
                .get()
                .uri(uri)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType("application/problem+json")
                .expectBody(String.class);
    }
}
