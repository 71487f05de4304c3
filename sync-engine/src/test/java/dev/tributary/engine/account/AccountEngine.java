package dev.tributary.engine.account;

import dev.tributary.engine.Tributary;
import dev.tributary.engine.identity.FirstStart;
import dev.tributary.engine.storage.TestDatabase;
import dev.tributary.meta.oauth.OAuthProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Engines on one database, with a {@link FakeProvider} whose client is configured. */
final class AccountEngine implements BeforeAllCallback, AfterAllCallback {

    private static final String PASSWORD = "correct horse battery";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @SuppressWarnings("NullAway.Init")
    FakeProvider provider;

    private final TestDatabase database = new TestDatabase();
    private final JsonMapper json = JsonMapper.shared();
    private final List<ConfigurableApplicationContext> engines = new ArrayList<>();
    private final int count;
    private @Nullable WebTestClient admin;

    AccountEngine(int count) {
        this.count = count;
    }

    /** An answer. */
    record Answer(int status, JsonNode body, String location) {
        String id() {
            return body.path("id").asString();
        }
    }

    @Override
    public void beforeAll(ExtensionContext extension) {
        database.beforeAll(extension);
        provider = new FakeProvider();
        for (var i = 0; i < count; i++) {
            engines.add(start(i));
        }
        bean(0, FirstStart.class).generatedPassword().block(PATIENCE);
        admin = signIn();
        put("/api/v1/oauth/clients/fake", Map.of("clientId", "me", "clientSecret", FakeProvider.SECRET));
    }

    private ConfigurableApplicationContext start(int number) {
        return new SpringApplicationBuilder(Tributary.class)
                .initializers(starting -> {
                    var beans = (GenericApplicationContext) starting;
                    beans.registerBean("oauthProviders", OAuthProviders.class, () -> new OAuthProviders(providers()));
                })
                .run(
                        "--server.port=0",
                        "--tributary.data=" + Path.of("target", "account-engine-" + number),
                        "--tributary.database-url=" + database.url(),
                        "--tributary.encryption-key=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                        "--tributary.source.allowed-hosts=127.0.0.1",
                        "--tributary.source.retries=0",
                        "--tributary.schedule.polling=100ms",
                        "--tributary.public-url=http://127.0.0.1",
                        "--TRIBUTARY_ADMIN_PASSWORD=" + PASSWORD);
    }

    private List<OAuthProvider> providers() {
        var fake = provider.declaration();
        var other = OAuthProvider.of("other", "Other", fake.signIn(), fake.lifetime());
        return List.of(fake, other);
    }

    @Override
    public void afterAll(ExtensionContext extension) {
        engines.forEach(ConfigurableApplicationContext::close);
        engines.clear(); // as in RunningEngine
        database.afterAll(extension);
        provider.close();
    }

    <T> T bean(int engine, Class<T> type) {
        return engines.get(engine).getBean(type);
    }

    WebTestClient admin() {
        return Objects.requireNonNull(admin);
    }

    WebTestClient client() {
        var server = Objects.requireNonNull(((WebServerApplicationContext) engines.getFirst()).getWebServer());
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + server.getPort())
                .responseTimeout(PATIENCE)
                .build();
    }

    WebTestClient signIn() {
        var answer = client().post()
                .uri("/api/v1/session")
                .header("Content-Type", "application/json")
                .bodyValue("{\"username\": \"admin\", \"password\": \"%s\"}".formatted(PASSWORD))
                .exchange()
                .expectBody(String.class)
                .returnResult();
        var csrf = json.readTree(answer.getResponseBody()).path("csrfToken").asString();
        var cookie = Objects.requireNonNull(answer.getResponseCookies().getFirst("tributary_session"));
        return client().mutate()
                .defaultCookie(cookie.getName(), cookie.getValue())
                .defaultHeader("X-CSRF-Token", csrf)
                .build();
    }

    Answer get(String path) {
        return get(admin(), path);
    }

    Answer get(WebTestClient who, String path) {
        return answer(who.get().uri(path));
    }

    Answer delete(String path) {
        return answer(admin().delete().uri(path));
    }

    Answer post(String path, Map<String, ?> body) {
        return post(admin(), path, body);
    }

    Answer post(WebTestClient who, String path, Map<String, ?> body) {
        return answer(who.post()
                .uri(path)
                .header("Content-Type", "application/json")
                .bodyValue(json.writeValueAsBytes(body)));
    }

    Answer put(String path, Map<String, ?> body) {
        return answer(admin().put()
                .uri(path)
                .header("Content-Type", "application/json")
                .bodyValue(json.writeValueAsBytes(body)));
    }

    private Answer answer(WebTestClient.RequestHeadersSpec<?> request) {
        var result = request.exchange().expectBody(String.class).returnResult();
        var body = Objects.requireNonNullElse(result.getResponseBody(), "");
        return new Answer(
                result.getStatus().value(),
                body.startsWith("{")
                        ? json.readTree(body)
                        : json.createObjectNode().put("text", body),
                Objects.requireNonNullElse(result.getResponseHeaders().getFirst("Location"), ""));
    }

    /** The address that a browser is sent to, to connect an account. */
    String authorize(Map<String, ?> order) {
        return post("/api/v1/oauth/fake/authorize", order).body().path("url").asString();
    }

    /** Connects the account of that user, and returns its id. */
    String connect(String user) {
        var url = authorize(Map.of("returnTo", "/done", "type", AccountConnector.TYPE));
        var back = get(provider.consent(url, user));
        return back.location().replaceFirst(".*credentialId=", "");
    }

    /** A connector with that account, whose first run is over. */
    String connector(String account) {
        return connector(account, provider.at("/documents"));
    }

    String connector(String account, String url) {
        var kb = post("/api/v1/knowledge-bases", Map.of("name", "kb " + UUID.randomUUID()))
                .id();
        var made = post(
                "/api/v1/knowledge-bases/%s/connectors".formatted(kb),
                Map.of(
                        "type",
                        AccountConnector.TYPE,
                        "credentialId",
                        account,
                        "config",
                        Map.of("url", url),
                        "schedule",
                        Map.of("manual", true)));
        if (made.status() != 201) {
            throw new AssertionError(made.body().toString());
        }
        until("SELECT state = 'completed' FROM sync_run WHERE connector_id = " + made.id());
        return made.id();
    }

    /** Lets that time pass for the token of an account. */
    void age(String account, Duration time) {
        execute("UPDATE credential SET refresh_at = refresh_at - %1$s, expires_at = expires_at - %1$s WHERE id = %2$s"
                .formatted("interval '%d seconds'".formatted(time.toSeconds()), account));
    }

    void execute(String sql) {
        database.client().sql(sql).then().block(PATIENCE);
    }

    <T> T one(String sql, Class<T> type) {
        return Objects.requireNonNull(database.client()
                .sql(sql)
                .map(row -> Objects.requireNonNull(row.get(0, type)))
                .one()
                .block(PATIENCE));
    }

    /** Waits until the query says true. */
    void until(String sql) {
        Mono.defer(() -> database.client()
                        .sql(sql)
                        .map(row -> Boolean.TRUE.equals(row.get(0, Boolean.class)))
                        .first())
                .filter(yes -> yes)
                .repeatWhenEmpty(asked -> asked.delayElements(Duration.ofMillis(50)))
                .timeout(PATIENCE)
                .onErrorMap(failure -> new AssertionError("not in time: " + sql, failure))
                .block();
    }
}
