package dev.tributary.engine.account;

import dev.tributary.connector.testkit.server.KeycloakServer;
import dev.tributary.connector.testkit.server.OAuthServer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Keycloak, in the profile of that name. */
final class KeycloakServerIT implements OAuthServerContract {

    @Order(1)
    @RegisterExtension
    static final Running<Browser> BROWSER = new Running<>(Browser::start);

    @Order(2)
    @RegisterExtension
    static final Running<KeycloakServer> SERVER = new Running<>(KeycloakServer::start);

    @Override
    public OAuthServer server() {
        return SERVER.get();
    }

    @Override
    public Browser browser() {
        return BROWSER.get();
    }
}
