package dev.tributary.engine.account;

import dev.tributary.connector.testkit.server.AuthorizationServer;
import dev.tributary.connector.testkit.server.OAuthServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Spring Authorization Server, in every build. */
final class AuthorizationServerIT implements OAuthServerContract {

    private static Browser browser;
    private static OAuthServer server;

    @BeforeAll
    static void start() {
        browser = Browser.start();
        server = AuthorizationServer.start();
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
