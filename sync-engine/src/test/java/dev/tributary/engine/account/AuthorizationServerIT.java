package dev.tributary.engine.account;

import dev.tributary.connector.testkit.server.AuthorizationServer;
import dev.tributary.connector.testkit.server.OAuthServer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Spring Authorization Server, in every build. */
final class AuthorizationServerIT implements OAuthServerContract {

    @Order(1)
    @RegisterExtension
    static final Running<Browser> BROWSER = new Running<>(Browser::start);

    @Order(2)
    @RegisterExtension
    static final Running<AuthorizationServer> SERVER = new Running<>(AuthorizationServer::start);

    @Override
    public OAuthServer server() {
        return SERVER.get();
    }

    @Override
    public Browser browser() {
        return BROWSER.get();
    }
}
