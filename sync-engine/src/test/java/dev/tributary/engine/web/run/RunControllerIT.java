package dev.tributary.engine.web.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.testkit.emulator.EmulatorSettings;
import dev.tributary.connector.testkit.emulator.Fault;
import dev.tributary.connector.testkit.emulator.SourceEmulator;
import dev.tributary.connector.testkit.emulator.When;
import dev.tributary.engine.web.LiveEngine;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RunControllerIT {

    @RegisterExtension
    static final LiveEngine ENGINE = new LiveEngine();

    private final SourceEmulator source = SourceEmulator.start(EmulatorSettings.of(25));

    @AfterEach
    void stop() {
        source.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync", "full", "reread"})
    @DisplayName("R1: sync, full and re-read are started over the API and read everything")
    void startsRunsThatRead(String kind) {
        var run = ENGINE.run(ENGINE.connector(source), kind);

        assertThat(run.path("state").asString()).isEqualTo("completed");
        assertThat(run.path("kind").asString()).isEqualTo(kind);
        assertThat(run.path("reason").asString()).isEqualTo("by person:admin");
        assertThat(run.path("counts").path("listed").asLong()).isEqualTo(25);
        assertThat(run.path("counts").path("added").asLong()).isEqualTo(25);
        assertThat(run.path("counts").path("indexed").asLong())
                .as(run.toString())
                .isEqualTo(25);
    }

    @Test
    @DisplayName("R1: a preview writes no document and shows a sample")
    void previews() {
        var connector = ENGINE.connector(source);

        var run = ENGINE.run(connector, "preview");

        assertThat(run.path("counts").path("added").asLong()).isEqualTo(25);
        assertThat(run.path("sample").path("added").size()).isEqualTo(20);
        assertThat(run.path("sample").path("added").path(0).path("title").asString())
                .isNotEmpty();
        assertThat(ENGINE.one("SELECT count(*) FROM document WHERE connector_id = " + connector))
                .isZero();
    }

    @Test
    @DisplayName("R1: apply removals is refused while nothing is held")
    void appliesNothing() {
        var problem = ENGINE.postJson(
                409, "{\"kind\": \"applyRemovals\"}", "/api/v1/connectors/{id}/runs", ENGINE.connector(source));

        assertThat(problem.path("detail").asString()).contains("nothing to apply");
    }

    @Test
    @DisplayName("R2: while a run is under way there is no second one, and its end is never left")
    void refusesASecondRun() {
        var connector = ENGINE.connector(source);
        var slow = source.faults().inject(new Fault.Slow(Duration.ofSeconds(30)), When.always());
        var run = ENGINE.postJson(202, "{\"kind\": \"sync\"}", "/api/v1/connectors/{id}/runs", connector)
                .path("id")
                .asString();

        var problem = ENGINE.postJson(409, "{\"kind\": \"full\"}", "/api/v1/connectors/{id}/runs", connector);
        assertThat(problem.path("detail").asString()).contains("Run " + run);

        ENGINE.post(202, "/api/v1/runs/{id}/cancel", run);
        assertThat(ENGINE.ended(run).path("state").asString()).isEqualTo("cancelled");
        slow.lift();
        assertThat(ENGINE.post(409, "/api/v1/runs/{id}/cancel", run)
                        .path("detail")
                        .asString())
                .contains("has ended");
    }

    @Test
    @DisplayName("R6: cancelling interrupts a running request within two seconds and keeps what was stored")
    void cancelsARunningRequest() {
        var connector = ENGINE.connector(source);
        source.faults()
                .inject(new Fault.Slow(Duration.ofMinutes(2)), When.always().from(3));
        var run = ENGINE.postJson(202, "{\"kind\": \"sync\"}", "/api/v1/connectors/{id}/runs", connector)
                .path("id")
                .asString();
        ENGINE.follow(run, one -> one.path("counts").path("listed").asLong() > 0);

        var before = Instant.now();
        ENGINE.post(202, "/api/v1/runs/{id}/cancel", run);
        var ended = ENGINE.ended(run);

        assertThat(ended.path("state").asString()).isEqualTo("cancelled");
        assertThat(Duration.between(before, Instant.parse(ended.path("endedAt").asString())))
                .isLessThan(Duration.ofSeconds(2));
        assertThat(ENGINE.one("SELECT count(*) FROM document WHERE connector_id = " + connector))
                .isPositive();
    }

    @Test
    @DisplayName("R6: a paused connector is not run by hand, and the answer says what to do")
    void refusesPaused() {
        var connector = ENGINE.connector(source);
        ENGINE.execute("UPDATE connector SET state = 'paused' WHERE id = " + connector);

        var problem = ENGINE.postJson(409, "{\"kind\": \"sync\"}", "/api/v1/connectors/{id}/runs", connector);

        assertThat(problem.path("detail").asString()).contains("resume it first");
    }

    @Test
    @DisplayName("R6: a queued run is cancelled at once, and nothing runs in its place")
    void cancelsAQueuedRun() {
        var connector = ENGINE.connector(source);
        ENGINE.execute("UPDATE connector SET lease_until = now() + interval '1 hour', lease_token = gen_random_uuid()"
                + " WHERE id = " + connector);
        var queued = ENGINE.postJson(202, "{\"kind\": \"sync\"}", "/api/v1/connectors/{id}/runs", connector);
        assertThat(queued.path("state").asString()).isEqualTo("queued");
        assertThat(queued.path("progress").path("waitingFor").asString()).startsWith("queued");

        var cancelled =
                ENGINE.post(202, "/api/v1/runs/{id}/cancel", queued.path("id").asString());

        assertThat(cancelled.path("state").asString()).isEqualTo("cancelled");
        assertThat(ENGINE.get("/api/v1/connectors/{id}/runs", connector)
                        .path("items")
                        .size())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("R7: a run that waits says for what")
    void saysWhatItWaitsFor() {
        var connector = ENGINE.connector(source);
        source.faults().inject(new Fault.RateLimited(Duration.ofSeconds(20)), When.always());
        var run = ENGINE.postJson(202, "{\"kind\": \"sync\"}", "/api/v1/connectors/{id}/runs", connector)
                .path("id")
                .asString();

        var waiting = ENGINE.follow(
                run,
                one -> one.path("progress").path("waitingFor").asString("").contains("127.0.0.1")
                        || one.path("endedAt").isString());

        assertThat(waiting.path("progress").path("waitingFor").asString()
                        + waiting.path("error").path("message").asString())
                .contains("127.0.0.1");
        ENGINE.admin().post().uri("/api/v1/runs/{id}/cancel", run).exchange();
    }

    @Test
    void aDisabledConnectorIsEnabledByARunThatSomebodyAskedFor() {
        var connector = ENGINE.connector(source);
        ENGINE.execute("UPDATE connector SET state = 'disabled', failures = 10 WHERE id = " + connector);

        assertThat(ENGINE.run(connector, "sync").path("state").asString()).isEqualTo("completed");

        assertThat(ENGINE.one("SELECT failures::bigint FROM connector WHERE state = 'active' AND id = " + connector))
                .isZero();
        assertThat(ENGINE.get("/api/v1/audit").path("items").toString()).contains("connector.enable", "run.start");
    }

    @Test
    void listsRunsNewestFirstInPages() {
        var connector = ENGINE.connector(source);
        var first = ENGINE.run(connector, "sync").path("id").asString();
        var second = ENGINE.run(connector, "full").path("id").asString();

        var page = ENGINE.get("/api/v1/connectors/{id}/runs?limit=1", connector);
        assertThat(page.path("items").path(0).path("id").asString()).isEqualTo(second);
        var rest = ENGINE.get(
                "/api/v1/connectors/{id}/runs?limit=1&cursor={cursor}",
                connector,
                page.path("nextCursor").asString());
        assertThat(rest.path("items").path(0).path("id").asString()).isEqualTo(first);
        assertThat(rest.path("nextCursor").isNull()).isTrue();
    }

    @Test
    void showsHowEverythingIs() {
        var connector = ENGINE.connector(source);
        ENGINE.run(connector, "sync");

        var status = ENGINE.get("/api/v1/status");

        assertThat(status.path("database").asString()).startsWith("PostgreSQL 1");
        assertThat(status.path("connectors").valueStream())
                .filteredOn(one -> one.path("id").asString().equals(Long.toString(connector)))
                .singleElement()
                .satisfies(one -> assertThat(one.path("health").asString()).isEqualTo("ok"));
    }

    @Test
    void countsRunsForPrometheus() {
        ENGINE.run(ENGINE.connector(source), "sync");

        var scraped = ENGINE.admin()
                .get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(scraped)
                .contains("tributary_runs_total{kind=\"sync\",state=\"completed\"}")
                .contains("tributary_documents_total{step=\"indexed\"}", "tributary_queue", "tributary_held_removals");
    }

    @Test
    void unknownRunsAndKindsAreProblems() {
        ENGINE.post(404, "/api/v1/runs/{id}/cancel", 999_999);
        ENGINE.postJson(404, "{\"kind\": \"sync\"}", "/api/v1/connectors/{id}/runs", 999_999);
        var problem = ENGINE.postJson(422, "{\"kind\": \"all\"}", "/api/v1/connectors/{id}/runs", 1);
        assertThat(problem.path("errors").path(0).path("field").asString()).isEqualTo("kind");
    }

    @Test
    void syncsEverything() {
        var connector = ENGINE.connector(source);

        assertThat(ENGINE.post(202, "/api/v1/sync-all").path("queued").asLong()).isPositive();

        var run = ENGINE.get("/api/v1/connectors/{id}/runs", connector)
                .path("items")
                .path(0)
                .path("id")
                .asString();
        assertThat(ENGINE.ended(run).path("state").asString()).isEqualTo("completed");
    }
}
