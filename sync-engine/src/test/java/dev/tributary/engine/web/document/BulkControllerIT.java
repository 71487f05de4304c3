package dev.tributary.engine.web.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.testkit.emulator.EmulatorSettings;
import dev.tributary.connector.testkit.emulator.Fault;
import dev.tributary.connector.testkit.emulator.SourceEmulator;
import dev.tributary.connector.testkit.emulator.When;
import dev.tributary.engine.web.LiveEngine;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

final class BulkControllerIT {

    @RegisterExtension
    static final LiveEngine ENGINE = new LiveEngine();

    private final SourceEmulator source = SourceEmulator.start(EmulatorSettings.of(20));
    private long connector;
    private long kb;

    @BeforeEach
    void connect() {
        connector = ENGINE.connector(source);
        kb = ENGINE.one("SELECT knowledge_base_id FROM connector WHERE id = " + connector);
    }

    @AfterEach
    void stop() {
        source.close();
    }

    private List<String> ids(long of, int count) {
        return ENGINE.get("/api/v1/connectors/{id}/documents?limit=" + count, of)
                .path("items")
                .valueStream()
                .map(item -> item.path("id").asString())
                .toList();
    }

    private JsonNode post(int status, String deed, List<String> ids) {
        var body = ids.stream().map("\"%s\""::formatted).collect(Collectors.joining(",", "{\"ids\": [", "]}"));
        return ENGINE.postJson(status, body, "/api/v1/knowledge-bases/{kb}/documents/" + deed, kb);
    }

    private int inState(String state) {
        return ENGINE.get("/api/v1/connectors/{id}/documents?limit=200&state=" + state, connector)
                .path("items")
                .size();
    }

    @Test
    void excludesAndRestoresMany() {
        ENGINE.run(connector, "sync");
        var some = ids(connector, 5);
        var excluded = post(200, "exclude", some);
        assertThat(excluded.path("changed").asLong()).isEqualTo(5);
        assertThat(excluded.path("refused").size()).isZero();
        assertThat(inState("excluded")).isEqualTo(5);
        assertThat(ENGINE.one("SELECT count(*) FROM audit_event WHERE action = 'document.excluded'"
                        + " AND target = 'knowledgeBase:" + kb + "'"))
                .isEqualTo(1);
        assertThat(ENGINE.get("/api/v1/documents/{id}/history", some.getFirst())
                        .path("items")
                        .path(0)
                        .path("kind")
                        .asString())
                .isEqualTo("excluded");

        assertThat(post(200, "exclude", ids(connector, 6)).path("changed").asLong())
                .isEqualTo(1);

        var restored = post(200, "restore", ids(connector, 8));
        assertThat(restored.path("changed").asLong()).isEqualTo(6);
        assertThat(restored.path("refused").size()).isEqualTo(2);
        assertThat(restored.path("refused").path(0).path("message").asString()).contains("indexed");
        ended();
        assertThat(inState("indexed")).isEqualTo(20);
    }

    @Test
    void retriesManyInOneRun() {
        var broken = source.faults().inject(new Fault.Unreadable(), When.always());
        ENGINE.run(connector, "sync");
        assertThat(inState("failed")).isEqualTo(20);
        broken.lift();
        assertThat(post(200, "retry", ids(connector, 20)).path("changed").asLong())
                .isEqualTo(20);
        ended();
        assertThat(inState("indexed")).isEqualTo(20);
        assertThat(ENGINE.get("/api/v1/connectors/{id}/runs", connector)
                        .path("items")
                        .size())
                .isEqualTo(2);
    }

    private void ended() {
        var run = ENGINE.get("/api/v1/connectors/{id}/runs", connector)
                .path("items")
                .path(0)
                .path("id");
        ENGINE.ended(run.asString());
    }

    @Test
    void refusesWhatIsElsewhere() {
        var stranger = ENGINE.connector(source);
        ENGINE.run(connector, "sync");
        ENGINE.run(stranger, "sync");
        var theirs = ids(stranger, 1).getFirst();
        var answer =
                post(200, "exclude", List.of(theirs, "odd", ids(connector, 1).getFirst()));
        assertThat(answer.path("changed").asLong()).isEqualTo(1);
        assertThat(answer.path("refused")
                        .valueStream()
                        .map(one -> one.path("id").asString()))
                .containsExactlyInAnyOrder(theirs, "odd");
        assertThat(ENGINE.get("/api/v1/documents/{id}", theirs).path("state").asString())
                .isEqualTo("indexed");
    }

    @Test
    void namesWhatIsWrong() {
        assertThat(post(422, "exclude", List.of())
                        .path("errors")
                        .path(0)
                        .path("field")
                        .asString())
                .isEqualTo("ids");
        post(
                422,
                "restore",
                IntStream.rangeClosed(1, 201).mapToObj(Integer::toString).toList());
        Stream.of("exclude", "restore", "retry")
                .forEach(deed ->
                        ENGINE.postJson(404, "{\"ids\": [\"1\"]}", "/api/v1/knowledge-bases/999999/documents/" + deed));
    }
}
