package dev.tributary.engine.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.identity.Role;
import dev.tributary.engine.identity.oidc.FakeProvider;
import dev.tributary.engine.web.RunningEngine;
import dev.tributary.engine.web.Visitor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

final class IdentityProviderIT {
    @RegisterExtension
    static final RunningEngine ENGINE = new RunningEngine(
            "--tributary.source.allowed-hosts=127.0.0.1",
            "--tributary.oidc.issuer=https://login.example.org",
            "--tributary.oidc.client-id=from-the-environment",
            "--tributary.oidc.client-secret=environment-secret",
            "--tributary.oidc.roles=kb-admins=admin, staff=viewer");

    private final FakeProvider provider = new FakeProvider(ENGINE.clock());
    private final OidcBrowser browser = new OidcBrowser(ENGINE, provider);
    private final WebTestClient admin = new Visitor(ENGINE).program(Role.ADMIN);

    @AfterEach
    void close() {
        provider.close();
    }

    private Map<String, Object> order() {
        return new HashMap<>(Map.of(
                "name",
                "Login " + UUID.randomUUID(),
                "issuer",
                provider.issuer(),
                "clientId",
                FakeProvider.CLIENT,
                "clientSecret",
                FakeProvider.SECRET));
    }

    @Test
    void keepsTheSecretSealedAndTellsItNobody() {
        var id = browser.setUp(admin, order());
        admin.get()
                .uri("/api/v1/identity-providers/{id}", id)
                .exchange()
                .expectBody(String.class)
                .value(text -> assertThat(text)
                        .contains("\"hasClientSecret\":true", "/oidc/callback")
                        .doesNotContain(FakeProvider.SECRET));
        var rows = Visitor.await(ENGINE.database()
                .sql("SELECT (SELECT string_agg(p::text, '') FROM identity_provider p)"
                        + " || (SELECT string_agg(a::text, '') FROM audit_event a) AS rows")
                .mapValue(String.class)
                .one());
        assertThat(rows).contains("s1.", "identityProvider.create").doesNotContain(FakeProvider.SECRET);
    }

    @Test
    void listsTheWaysToSignInToAnybody() {
        var order = order();
        var id = browser.setUp(admin, order);
        ENGINE.client()
                .get()
                .uri("/api/v1/sign-in-methods")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0].id")
                .isEqualTo("password")
                .jsonPath("$.items[?(@.id=='oidc:environment')].name")
                .isEqualTo("Single sign-on")
                .jsonPath("$.items[?(@.id=='oidc:%s')].startUrl".formatted(id))
                .isEqualTo("/oidc/" + id + "/start");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.example.org",
                "http://localhost:1",
                "http://169.254.169.254",
                "https://169.254.169.254",
                "https://[::1]",
                "https://10.0.0.1:8443",
                "https://user:pass@login.example.org",
                "file:///etc/passwd",
                "no address"
            })
    void asksNoPlaceThatThePublicCannotReach(String issuer) {
        var order = order();
        order.put("issuer", issuer);
        create(order)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("issuer");
    }

    @Test
    void takesNoProviderThatSaysItIsAnother() {
        var order = order();
        order.put("issuer", provider.issuer() + "/");
        create(order)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].message")
                .value(String.class, message -> assertThat(message).contains("exactly as it says itself"));
    }

    @Test
    void changesWhatIsNamedAndSendsNoStoredSecretToANewAddress() {
        var id = browser.setUp(admin, order());
        change(id, Map.of("defaultRole", "viewer", "groupsClaim", "realm_access.roles"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.defaultRole")
                .isEqualTo("viewer")
                .jsonPath("$.hasClientSecret")
                .isEqualTo(true)
                .jsonPath("$.issuer")
                .isEqualTo(provider.issuer());
        change(id, Map.of("issuer", "https://other.example"))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("clientSecret");
        change(id, Map.of("clientSecret", ""))
                .expectBody()
                .jsonPath("$.hasClientSecret")
                .isEqualTo(false);
    }

    @Test
    void showsTheOneFromTheEnvironmentAndLeavesItThere() {
        admin.get()
                .uri("/api/v1/identity-providers/environment")
                .exchange()
                .expectBody()
                .jsonPath("$.roles['kb-admins']")
                .isEqualTo("admin")
                .jsonPath("$.clientId")
                .isEqualTo("from-the-environment");
        change("environment", Map.of("name", "x")).expectStatus().isEqualTo(409);
        admin.delete()
                .uri("/api/v1/identity-providers/environment")
                .exchange()
                .expectStatus()
                .isEqualTo(409);
    }

    @Test
    void namesEachFieldThatIsWrong() {
        create(Map.of("scopes", List.of("profile"), "defaultRole", "king"))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[*].field")
                .isEqualTo(List.of("name", "issuer", "clientId", "scopes", "defaultRole"));
    }

    private WebTestClient.ResponseSpec create(Map<String, Object> order) {
        return admin.post()
                .uri("/api/v1/identity-providers")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(order)
                .exchange();
    }

    private WebTestClient.ResponseSpec change(String id, Map<String, Object> patch) {
        return admin.patch()
                .uri("/api/v1/identity-providers/{id}", id)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(patch)
                .exchange();
    }
}
