package dev.tributary.engine.web.knowledge;

import dev.tributary.engine.Tributary;
import dev.tributary.engine.storage.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** The whole engine on the loopback, with its scheduler, and a client that is an admin and remembers all answers. */
final class EngineUnderTest implements BeforeAllCallback, AfterAllCallback {

    private static final String PASSWORD = "correct horse battery";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestDatabase database = new TestDatabase();
    private final JsonMapper json = JsonMapper.shared();
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private @Nullable ConfigurableApplicationContext context;
    private String token = "";

    /** What came back. */
    record Answer(int status, JsonNode body) {
        String id() {
            return body.path("id").asString();
        }

        List<String> fields() {
            var fields = new ArrayList<String>();
            body.path("errors").forEach(error -> fields.add(error.path("field").asString()));
            return fields;
        }
    }

    @Override
    public void beforeAll(ExtensionContext extension) {
        database.beforeAll(extension);
        context = new SpringApplicationBuilder(Tributary.class)
                .run(
                        "--server.port=0",
                        "--tributary.database-url=" + database.url(),
                        "--tributary.data=" + Path.of("target", "engine-under-test"),
                        "--tributary.source.allowed-hosts=127.0.0.1",
                        "--tributary.source.check-limit=2s",
                        "--tributary.schedule.polling=100ms",
                        "--logging.level.org.springframework.web=DEBUG",
                        "--logging.level.org.springframework.http.codec.json.JacksonJsonDecoder=DEBUG",
                        "--tributary.encryption-key=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                        "--TRIBUTARY_ADMIN_PASSWORD=" + PASSWORD);
        untilTrue(
                "there is an account",
                () -> Mono.fromCallable(this::signedIn).subscribeOn(Schedulers.boundedElastic()));
    }

    private boolean signedIn() {
        var signIn = client().post()
                .uri("/api/v1/session")
                .bodyValue(Map.of("username", "admin", "password", PASSWORD))
                .exchange()
                .expectBody(String.class)
                .returnResult();
        if (!signIn.getStatus().is2xxSuccessful()) {
            return false;
        }
        var session = signIn.getResponseCookies().getFirst("tributary_session");
        var made = client().post()
                .uri("/api/v1/tokens")
                .cookie("tributary_session", Objects.requireNonNull(session).getValue())
                .header(
                        "X-CSRF-Token",
                        tree(signIn.getResponseBody()).path("csrfToken").asString())
                .bodyValue(Map.of("name", "test", "role", "admin"))
                .exchange()
                .expectBody(String.class)
                .returnResult();
        token = tree(made.getResponseBody()).path("token").asString();
        return !token.isEmpty();
    }

    @Override
    public void afterAll(ExtensionContext extension) {
        Objects.requireNonNull(context).close();
        context = null; // as in RunningEngine
        database.afterAll(extension);
    }

    DatabaseClient database() {
        return database.client();
    }

    /** Everything the engine ever answered. */
    String answered() {
        return String.join("\n", answers);
    }

    Answer get(String path) {
        return answer(client().get().uri(path));
    }

    Answer post(String path, Map<String, ?> body) {
        return answer(sending(client().post().uri(path), body));
    }

    Answer post(String path) {
        return answer(client().post().uri(path));
    }

    Answer patch(String path, Map<String, ?> body) {
        return answer(sending(client().patch().uri(path), body));
    }

    /** As bytes, which the client does not write into its log. */
    private WebTestClient.RequestHeadersSpec<?> sending(WebTestClient.RequestBodySpec request, Map<String, ?> body) {
        return request.contentType(MediaType.APPLICATION_JSON).bodyValue(json.writeValueAsBytes(body));
    }

    Answer delete(String path) {
        return answer(client().delete().uri(path));
    }

    void execute(String sql) {
        database().sql(sql).then().block(PATIENCE);
    }

    <T> T one(String sql, Class<T> type) {
        return Objects.requireNonNull(database()
                .sql(sql)
                .map(row -> Objects.requireNonNull(row.get(0, type)))
                .one()
                .block(PATIENCE));
    }

    /** Waits until the query says true. */
    void until(String sql) {
        untilTrue(
                sql,
                () -> database()
                        .sql(sql)
                        .map(row -> Boolean.TRUE.equals(row.get(0, Boolean.class)))
                        .one());
    }

    private static void untilTrue(String what, Supplier<Mono<Boolean>> question) {
        Mono.defer(question)
                .filter(yes -> yes)
                .repeatWhenEmpty(asked -> asked.delayElements(Duration.ofMillis(50)))
                .timeout(PATIENCE)
                .onErrorMap(TimeoutException.class, late -> new AssertionError("not in time: " + what, late))
                .block();
    }

    private Answer answer(WebTestClient.RequestHeadersSpec<?> request) {
        var result = request.header("Authorization", "Bearer " + token)
                .exchange()
                .expectBody(String.class)
                .returnResult();
        answers.add(result.getResponseHeaders() + "\n" + result.getResponseBody());
        return new Answer(result.getStatus().value(), tree(result.getResponseBody()));
    }

    private JsonNode tree(@Nullable String body) {
        return body == null ? MissingNode.getInstance() : json.readTree(body);
    }

    private WebTestClient client() {
        var server =
                Objects.requireNonNull(((WebServerApplicationContext) Objects.requireNonNull(context)).getWebServer());
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + server.getPort())
                .responseTimeout(PATIENCE)
                .build();
    }
}
