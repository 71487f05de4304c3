package dev.tributary.engine.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.identity.Role;
import dev.tributary.probe.ProbeController;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.publisher.Flux;

final class ProblemIT {
    @RegisterExtension
    static final RunningEngine ENGINE = new RunningEngine();

    private static final String NOTE = "{\"text\": \"x\", \"number\": 1}";

    private WebTestClient editor = ENGINE.client();

    @BeforeEach
    void enter() {
        editor = new Visitor(ENGINE).program(Role.EDITOR);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"number": 1, "numbr": 1}          | numbr    | is not known here
            {"text": "x", "number": "hunter2"} | number   | must be a whole number
            {"child": {"on": "hunter2"}}       | child.on | must be true or false
            {"child": [1]}                     | child    | must be an object
            """)
    void namesTheFieldThatIsWrongAndNotItsValue(String body, String field, String message) {
        send(body)
                .expectStatus()
                .isBadRequest()
                .expectBody(String.class)
                .value(problem -> assertThat(problem)
                        .contains("\"field\":\"" + field + "\"", message)
                        .doesNotContain("hunter2", "tools.jackson", "dev.tributary"));
    }

    @Test
    void tellsWhereJsonBreaks() {
        send("{\"text\": \"x\",\n  oops}")
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/bad-request")
                .jsonPath("$.title")
                .isNotEmpty()
                .jsonPath("$.status")
                .isEqualTo(400)
                .jsonPath("$.detail")
                .value(detail -> assertThat(detail.toString()).contains("line 2"));
    }

    @Test
    void asksForABody() {
        editor.post()
                .uri("/api/v1/probe")
                .contentType(MediaType.APPLICATION_JSON)
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void answersUnknownRoutesMethodsAndMediaTypesWithProblems() {
        expect(editor.get().uri("/api/v1/nothing").exchange(), 404, "/problems/not-found");
        expect(editor.put().uri("/api/v1/probe").exchange(), 405, "/problems/method-not-allowed");
        expect(
                editor.post()
                        .uri("/api/v1/probe")
                        .contentType(MediaType.TEXT_PLAIN)
                        .bodyValue("x")
                        .exchange(),
                415,
                "/problems/unsupported-media-type");
        editor.put().uri("/api/v1/probe").exchange().expectHeader().valueEquals("Allow", "GET, POST");
    }

    @Test
    void refusesABodyOverAMegabyteWhetherItSaysItsLengthOrNot() {
        var large = "{\"text\": \"" + "x".repeat(RequestSize.LIMIT) + "\"}";
        expect(send(large), 413, "/problems/too-large");
        expect(sendInParts(""), 413, "/problems/too-large");
        expect(sendInParts("k-large"), 413, "/problems/too-large");
    }

    private WebTestClient.ResponseSpec sendInParts(String key) {
        var part = "[" + " ".repeat(128 * 1024);
        Flux<DataBuffer> parts =
                Flux.range(0, 10).map(i -> DefaultDataBufferFactory.sharedInstance.wrap(part.getBytes(UTF_8)));
        var request = editor.post().uri("/api/v1/probe").contentType(MediaType.APPLICATION_JSON);
        return (key.isEmpty() ? request : request.header("Idempotency-Key", key))
                .body(BodyInserters.fromDataBuffers(parts))
                .exchange();
    }

    @Test
    void tellsNothingOfAnUnexpectedErrorButItsNumber() {
        editor.post()
                .uri("/api/v1/probe/boom")
                .exchange()
                .expectStatus()
                .isEqualTo(500)
                .expectBody(String.class)
                .value(problem -> assertThat(problem)
                        .contains("/problems/internal")
                        .containsPattern("error [0-9a-f]{8} in the log")
                        .doesNotContain("hunter2", "IllegalState", "\\tat ", "trace"));
    }

    @Test
    void givesTheFirstAnswerToARepeatedRequest() {
        var before = probe().calls.get();
        sendKeyed("k-repeat", NOTE).expectStatus().isCreated().expectHeader().doesNotExist("Idempotency-Replayed");
        sendKeyed("k-repeat", NOTE)
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("Idempotency-Replayed", "true")
                .expectHeader()
                .contentType(MediaType.APPLICATION_JSON)
                .expectBody()
                .jsonPath("$.count")
                .isEqualTo(before + 1);
        assertThat(probe().calls).hasValue(before + 1);
    }

    @Test
    void givesAnEmptyAnswerAgain() {
        var before = probe().calls.get();
        for (int i = 0; i < 2; i++) {
            editor.post()
                    .uri("/api/v1/probe/empty")
                    .header("Idempotency-Key", "k-empty")
                    .exchange()
                    .expectStatus()
                    .isNoContent();
        }
        assertThat(probe().calls).hasValue(before + 1);
    }

    @Test
    void refusesAKeyThatWasUsedForAnotherRequest() {
        sendKeyed("k-other", NOTE).expectStatus().isCreated();
        expect(sendKeyed("k-other", "{\"text\": \"y\", \"number\": 1}"), 422, "/problems/invalid");
    }

    @Test
    void keepsTheKeysOfCallersApart() {
        sendKeyed("k-mine", NOTE).expectStatus().isCreated();
        enter();
        sendKeyed("k-mine", NOTE).expectStatus().isCreated().expectHeader().doesNotExist("Idempotency-Replayed");
    }

    @Test
    void forgetsAKeyAfterADay() {
        sendKeyed("k-day", NOTE).expectStatus().isCreated();
        ENGINE.clock().advance(Duration.ofHours(25));
        sendKeyed("k-day", NOTE).expectStatus().isCreated().expectHeader().doesNotExist("Idempotency-Replayed");
    }

    @Test
    void freesTheKeyOfAFailedRequest() {
        var before = probe().calls.get();
        for (int i = 0; i < 2; i++) {
            editor.post()
                    .uri("/api/v1/probe/boom")
                    .header("Idempotency-Key", "k-boom")
                    .exchange()
                    .expectStatus()
                    .isEqualTo(500);
        }
        assertThat(probe().calls).hasValue(before + 2);
    }

    @Test
    void refusesADuplicateWhileTheFirstIsUnderWay() throws InterruptedException {
        var first = CompletableFuture.supplyAsync(this::slow);
        assertThat(probe().waiting.await(30, TimeUnit.SECONDS)).isTrue();
        expect(slow(), 409, "/problems/conflict");
        probe().goOn.tryEmitEmpty();
        first.join().expectStatus().isOk();
        slow().expectStatus().isOk().expectHeader().valueEquals("Idempotency-Replayed", "true");
    }

    private WebTestClient.ResponseSpec slow() {
        return editor.post()
                .uri("/api/v1/probe/slow")
                .header("Idempotency-Key", "k-slow")
                .exchange();
    }

    @Test
    void describesItselfAsOpenApi() {
        editor.get()
                .uri("/openapi.json")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.openapi")
                .isEqualTo("3.1.0")
                .jsonPath("$.components.securitySchemes.apiToken.scheme")
                .isEqualTo("bearer")
                .jsonPath("$.components.securitySchemes.session.in")
                .isEqualTo("cookie")
                .jsonPath("$.components.schemas.Problem.properties.detail")
                .exists()
                .jsonPath("$.paths['/api/v1/tokens'].post.responses.default.content['application/problem+json']")
                .exists()
                .jsonPath("$.paths['/api/v1/session'].post.security")
                .isEqualTo(List.of())
                .jsonPath("$.paths.keys()")
                .value(paths -> assertThat(paths.toString()).doesNotContain("actuator", "probe"));
        editor.get().uri("/v3/api-docs").exchange().expectStatus().isNotFound();
    }

    private static void expect(WebTestClient.ResponseSpec answer, int status, String type) {
        answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo(type)
                .jsonPath("$.status")
                .isEqualTo(status)
                .jsonPath("$.detail")
                .isNotEmpty();
    }

    private static ProbeController probe() {
        return ENGINE.bean(ProbeController.class);
    }

    private WebTestClient.ResponseSpec send(String body) {
        return editor.post()
                .uri("/api/v1/probe")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private WebTestClient.ResponseSpec sendKeyed(String key, String body) {
        return editor.post()
                .uri("/api/v1/probe")
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }
}
