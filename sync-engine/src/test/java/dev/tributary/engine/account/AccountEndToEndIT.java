package dev.tributary.engine.account;

import dev.tributary.connector.testkit.server.AuthorizationServer;
import dev.tributary.engine.web.LiveEngine;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Accounts at Spring Authorization Server, in every build. */
final class AccountEndToEndIT implements AccountEndToEnd {

    @Order(1)
    @RegisterExtension
    static final Running<Browser> BROWSER = new Running<>(Browser::start);

    @Order(2)
    @RegisterExtension
    static final Running<AuthorizationServer> SERVER = new Running<>(AuthorizationServer::start);

    @Order(3)
    @RegisterExtension
    static final LiveEngine ENGINE = new LiveEngine(() -> TestProvider.of(SERVER.get()));

    @Override
    public AccountScene scene() {
        return new AccountScene(ENGINE, SERVER.get(), BROWSER.get());
    }
}
