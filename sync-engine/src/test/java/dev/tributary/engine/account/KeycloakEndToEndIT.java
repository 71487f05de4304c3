package dev.tributary.engine.account;

import dev.tributary.connector.testkit.server.KeycloakServer;
import dev.tributary.engine.web.LiveEngine;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Accounts at Keycloak, in the profile of that name. */
final class KeycloakEndToEndIT implements AccountEndToEnd {

    @Order(1)
    @RegisterExtension
    static final Running<Browser> BROWSER = new Running<>(Browser::start);

    @Order(2)
    @RegisterExtension
    static final Running<KeycloakServer> SERVER = new Running<>(KeycloakServer::start);

    @Order(3)
    @RegisterExtension
    static final LiveEngine ENGINE = new LiveEngine(() -> TestProvider.of(SERVER.get()));

    @Override
    public AccountScene scene() {
        return new AccountScene(ENGINE, SERVER.get(), BROWSER.get());
    }
}
