package dev.tributary.engine.web.account;

import dev.tributary.engine.identity.Role;
import dev.tributary.engine.web.RunningEngine;
import dev.tributary.engine.web.Visitor;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Clients of providers whose address an admin chooses. */
final class OAuthClientIT {

    @RegisterExtension
    static final RunningEngine ENGINE = new RunningEngine();

    private WebTestClient admin = ENGINE.client();

    @BeforeEach
    void enter() {
        admin = new Visitor(ENGINE).program(Role.ADMIN);
    }

    @Test
    void sendsNoStoredSecretToANewAddress() {
        put("docusign", Map.of("clientId", "me", "clientSecret", "s"))
                .expectStatus()
                .isOk();
        put("docusign", Map.of("clientId", "me", "hosts", Map.of("host", "account-d.docusign.com")))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("clientSecret");
        shown("docusign").jsonPath("$.hosts.host").doesNotExist();
        put(
                        "docusign",
                        Map.of(
                                "clientId",
                                "me",
                                "clientSecret",
                                "t",
                                "hosts",
                                Map.of("host", "account-d.docusign.com")))
                .expectStatus()
                .isOk();
        shown("docusign")
                .jsonPath("$.hosts.host")
                .isEqualTo("account-d.docusign.com")
                .jsonPath("$.hasSecret")
                .isEqualTo(true);
    }

    @Test
    void keepsTheSecretWhereTheAddressStays() {
        put("salesforce", Map.of("clientId", "me", "clientSecret", "s"))
                .expectStatus()
                .isOk();
        put("salesforce", Map.of("clientId", "you", "hosts", Map.of("host", "login.salesforce.com")))
                .expectStatus()
                .isOk();
        shown("salesforce")
                .jsonPath("$.clientId")
                .isEqualTo("you")
                .jsonPath("$.hasSecret")
                .isEqualTo(true);
    }

    @Test
    void changesTheAddressOfAClientWithoutSecret() {
        put("zoho", Map.of("clientId", "me")).expectStatus().isOk();
        put("zoho", Map.of("clientId", "me", "hosts", Map.of("host", "accounts.zoho.eu")))
                .expectStatus()
                .isOk();
    }

    private WebTestClient.BodyContentSpec shown(String provider) {
        return admin.get()
                .uri("/api/v1/oauth/clients/{provider}", provider)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }

    private WebTestClient.ResponseSpec put(String provider, Map<String, Object> form) {
        return admin.put()
                .uri("/api/v1/oauth/clients/{provider}", provider)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(form)
                .exchange();
    }
}
