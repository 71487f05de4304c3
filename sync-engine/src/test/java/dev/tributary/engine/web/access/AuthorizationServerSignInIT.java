package dev.tributary.engine.web.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.testkit.server.AuthorizationServer;
import dev.tributary.connector.testkit.server.OAuthServer;
import dev.tributary.engine.identity.Role;
import dev.tributary.engine.identity.oidc.FakeProvider;
import dev.tributary.engine.web.RunningEngine;
import dev.tributary.engine.web.Visitor;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.util.UriComponentsBuilder;

/** People sign in at Spring Authorization Server, on its own page. */
final class AuthorizationServerSignInIT {
    @RegisterExtension
    static final RunningEngine ENGINE = new RunningEngine("--tributary.source.allowed-hosts=127.0.0.1,localhost");

    private static AuthorizationServer server;

    private final Visitor visitor = new Visitor(ENGINE);
    private final FakeProvider unused = new FakeProvider(ENGINE.clock());
    private final OidcBrowser browser = new OidcBrowser(ENGINE, unused);

    @BeforeAll
    static void start() {
        server = AuthorizationServer.start("--spring.security.oauth2.authorizationserver.client.tributary.registration"
                + ".redirect-uris=http://127.0.0.1/oidc/callback");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void givesPeopleTheRolesOfTheirGroups() throws Exception {
        var id = setUp(OAuthServer.CLIENT.secret());
        var alice = signIn(id, OAuthServer.ALICE).expectStatus().isSeeOther().returnResult(Void.class);
        var session = Objects.requireNonNull(alice.getResponseCookies().getFirst("tributary_session"));
        ENGINE.client()
                .get()
                .uri("/api/v1/me")
                .cookie("tributary_session", session.getValue())
                .exchange()
                .expectBody()
                .jsonPath("$.username")
                .isEqualTo("alice")
                .jsonPath("$.role")
                .isEqualTo("admin");
        signIn(id, OAuthServer.BOB).expectStatus().isSeeOther();
        signIn(id, OAuthServer.CAROL).expectStatus().isForbidden();
    }

    @Test
    void saysWhereToLookWhenTheClientSecretIsWrong() throws Exception {
        signIn(setUp("another secret"), OAuthServer.ALICE)
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.detail")
                .value(String.class, detail -> assertThat(detail).contains("invalid_client", "client id and secret"));
    }

    private String setUp(String secret) {
        return browser.setUp(
                visitor.program(Role.ADMIN),
                Map.of(
                        "name", UUID.randomUUID().toString(),
                        "issuer", server.issuer(),
                        "clientId", OAuthServer.CLIENT.id(),
                        "clientSecret", secret,
                        "scopes", List.of("openid"),
                        "roles", Map.of("tributary-admins", "admin", "tributary-editors", "editor")));
    }

    private WebTestClient.ResponseSpec signIn(String id, OAuthServer.Person person) throws Exception {
        var begun = browser.start(id, "/");
        var back = atTheProvider(begun.page(), person);
        var parameters =
                UriComponentsBuilder.fromUri(back).build().getQueryParams().toSingleValueMap();
        return browser.comeBack(
                begun.cookie(),
                Objects.requireNonNull(parameters.get("state")),
                Objects.requireNonNull(parameters.get("code")));
    }

    /** Fills in the provider's form; returns where it sends the browser. */
    private static URI atTheProvider(URI page, OAuthServer.Person person) throws IOException, InterruptedException {
        try (var http =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
            var login = location(http, HttpRequest.newBuilder(page).header("Accept", "text/html"));
            var form = http.send(HttpRequest.newBuilder(login).build(), HttpResponse.BodyHandlers.ofString());
            var csrf = Jsoup.parse(form.body()).select("input[name=_csrf]").val();
            var fields = "username=%s&password=%s&_csrf=%s"
                    .formatted(encoded(person.name()), encoded(person.password()), encoded(csrf));
            var again = location(
                    http,
                    HttpRequest.newBuilder(login)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(fields)));
            return location(http, HttpRequest.newBuilder(again).header("Accept", "text/html"));
        }
    }

    private static URI location(HttpClient http, HttpRequest.Builder request) throws IOException, InterruptedException {
        var built = request.build();
        var answer = http.send(built, HttpResponse.BodyHandlers.ofString());
        return built.uri()
                .resolve(answer.headers().firstValue("Location").orElseThrow(() -> new AssertionError(answer.body())));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
