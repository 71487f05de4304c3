package dev.tributary.engine.account;

import dev.tributary.connector.testkit.server.KeycloakServer;
import dev.tributary.connector.testkit.server.OAuthServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Keycloak, in the profile of that name. */
final class KeycloakServerIT implements OAuthServerContract {

    private static Browser browser;
    private static OAuthServer server;

    @BeforeAll
    static void start() {
        browser = Browser.start();
        server = KeycloakServer.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @Override
    public OAuthServer server() {
        return server;
    }

    @Override
    public Browser browser() {
        return browser;
    }
}
