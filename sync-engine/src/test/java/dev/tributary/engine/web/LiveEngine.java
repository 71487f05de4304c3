package dev.tributary.engine.web;

import dev.tributary.connector.testkit.emulator.SourceEmulator;
import dev.tributary.engine.Tributary;
import dev.tributary.engine.identity.FirstStart;
import dev.tributary.engine.storage.TestDatabase;
import io.r2dbc.postgresql.codec.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole engine on a free port of the loopback with a database of its own, allowed to read emulated sources there. */
public final class LiveEngine implements BeforeAllCallback, AfterAllCallback {

    public static final String PASSWORD = "correct horse battery";
    private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final TestDatabase database = new TestDatabase();
    private final JsonMapper json = JsonMapper.shared();
    private @Nullable ConfigurableApplicationContext context;
    private final Supplier<ApplicationContextInitializer<GenericApplicationContext>> preparation;
    private @Nullable WebTestClient admin;

    public LiveEngine() {
        this(() -> _ -> {});
    }

    /** One that is prepared with what is there only when it starts, such as beans for a server of the test. */
    public LiveEngine(Supplier<ApplicationContextInitializer<GenericApplicationContext>> preparation) {
        this.preparation = preparation;
    }

    @Override
    public void beforeAll(ExtensionContext extension) {
        database.beforeAll(extension);
        context = another();
        running().getBean(FirstStart.class).generatedPassword().block(PATIENCE);
        admin = signIn();
    }

    /** What a process of its own needs to be one more engine on the same database. */
    public Map<String, String> environment() {
        return Map.of(
                "TRIBUTARY_DATABASE_URL", database.url(),
                "TRIBUTARY_ENCRYPTION_KEY", KEY,
                "TRIBUTARY_ADMIN_PASSWORD", PASSWORD);
    }

    /** One more engine on the same database; the caller closes it. */
    public ConfigurableApplicationContext another() {
        return new SpringApplicationBuilder(Tributary.class)
                .initializers(preparation.get())
                .run(
                        "--server.port=0",
                        "--tributary.data=" + Path.of("target", "live-engine"),
                        "--tributary.database-url=" + database.url(),
                        "--tributary.encryption-key=" + KEY,
                        "--TRIBUTARY_ADMIN_PASSWORD=" + PASSWORD,
                        "--tributary.source.allowed-hosts=127.0.0.1,localhost",
                        "--tributary.source.retries=1");
    }

    public <T> T bean(Class<T> type) {
        return running().getBean(type);
    }

    @Override
    public void afterAll(ExtensionContext extension) {
        if (context != null) { // else a test before it was given up
            context.close();
            context = null; // as in RunningEngine
            database.afterAll(extension);
        }
    }

    /** A client with the session of the first admin. */
    public WebTestClient admin() {
        return Objects.requireNonNull(admin);
    }

    /** Where it answers, without a slash at the end. */
    public String url() {
        var server = Objects.requireNonNull(((WebServerApplicationContext) running()).getWebServer());
        return "http://127.0.0.1:" + server.getPort();
    }

    /** A client that is nobody. */
    public WebTestClient client() {
        return WebTestClient.bindToServer()
                .baseUrl(url())
                .responseTimeout(PATIENCE)
                .build();
    }

    private WebTestClient signIn() {
        var answer = client().post()
                .uri("/api/v1/session")
                .header("Content-Type", "application/json")
                .bodyValue("{\"username\": \"admin\", \"password\": \"%s\"}".formatted(PASSWORD))
                .exchange()
                .expectBody(String.class)
                .returnResult();
        if (!answer.getStatus().is2xxSuccessful()) {
            throw new AssertionError("Cannot sign in: " + answer.getResponseBody());
        }
        var csrf = json.readTree(answer.getResponseBody()).path("csrfToken").asString();
        var cookie = answer.getResponseCookies()
                .toSingleValueMap()
                .values()
                .iterator()
                .next();
        return client().mutate()
                .defaultCookie(cookie.getName(), cookie.getValue())
                .defaultHeader("X-CSRF-Token", csrf)
                .build();
    }

    /** Stores a connector to that source in a knowledge base of its own, with the slots the tests expect. */
    public long connector(SourceEmulator source) {
        var kb = one("INSERT INTO knowledge_base (name) VALUES (gen_random_uuid()::text) RETURNING id");
        return Objects.requireNonNull(wait(db().sql("""
                        INSERT INTO connector (knowledge_base_id, type, name, config, schedule, tag_slots)
                        VALUES (:kb, 'emulator', 'Corpus', :config, '{"manual": true}',
                          '{"author": "text_1", "labels": "text_2", "size": "number_1", "updated": "date_1",
                            "pinned": "flag_1"}') RETURNING id""")
                .bind("kb", kb)
                .bind("config", Json.of(json.writeValueAsString(source.config(10))))
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()));
    }

    public JsonNode get(String path, Object... variables) {
        return body(admin().get().uri(path, variables).exchange(), 200);
    }

    public JsonNode post(int status, String path, Object... variables) {
        return body(admin().post().uri(path, variables).exchange(), status);
    }

    public JsonNode postJson(int status, String body, String path, Object... variables) {
        return body(
                admin().post()
                        .uri(path, variables)
                        .header("Content-Type", "application/json")
                        .bodyValue(body)
                        .exchange(),
                status);
    }

    private JsonNode body(WebTestClient.ResponseSpec response, int status) {
        var body = response.expectBody(String.class).returnResult();
        if (body.getStatus().value() != status) {
            throw new AssertionError(
                    "%s instead of %d: %s".formatted(body.getStatus(), status, body.getResponseBody()));
        }
        return json.readTree(Objects.requireNonNullElse(body.getResponseBody(), "null"));
    }

    /** Starts a run of that kind and follows its events to its end. */
    public JsonNode run(long connector, String kind) {
        var run = postJson(202, "{\"kind\": \"%s\"}".formatted(kind), "/api/v1/connectors/{id}/runs", connector);
        return ended(run.path("id").asString());
    }

    /** The run, once it has ended. */
    public JsonNode ended(String run) {
        return follow(run, one -> one.path("endedAt").isString());
    }

    /** The run, as the first event has it that is as wanted. */
    public JsonNode follow(String run, Predicate<JsonNode> wanted) {
        return Objects.requireNonNull(admin().get()
                .uri("/api/v1/runs/{id}/events", run)
                .exchange()
                .returnResult(String.class)
                .getResponseBody()
                .map(json::readTree)
                .filter(wanted)
                .blockFirst(PATIENCE));
    }

    public DatabaseClient db() {
        return database.client();
    }

    public long one(String sql) {
        return Objects.requireNonNull(wait(db().sql(sql)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()));
    }

    public void execute(String sql) {
        wait(db().sql(sql).then());
    }

    /** Waits until the query gives that number. */
    public void until(String sql, long number) {
        wait(Mono.fromSupplier(() -> sql)
                .flatMap(query -> db().sql(query)
                        .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                        .one())
                .filter(found -> found == number)
                .repeatWhenEmpty(asked -> asked.delayElements(Duration.ofMillis(50))));
    }

    private static <T> @Nullable T wait(Mono<T> mono) {
        return mono.block(PATIENCE);
    }

    private ConfigurableApplicationContext running() {
        return Objects.requireNonNull(context, "register the extension in a static field with @RegisterExtension");
    }
}
