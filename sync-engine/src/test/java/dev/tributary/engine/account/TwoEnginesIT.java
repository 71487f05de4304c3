package dev.tributary.engine.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.testkit.server.AuthorizationServer;
import dev.tributary.connector.testkit.server.OAuthServer.Refreshes;
import dev.tributary.engine.web.LiveEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Two engines on one database that want the same account's new token at the same moment. */
final class TwoEnginesIT {

    private static final int CALLERS = 16;
    private static final int ROUNDS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Order(1)
    @RegisterExtension
    static final Running<Browser> BROWSER = new Running<>(Browser::start);

    @Order(2)
    @RegisterExtension
    static final Running<AuthorizationServer> SERVER = new Running<>(AuthorizationServer::start);

    @Order(3)
    @RegisterExtension
    static final LiveEngine ENGINE = new LiveEngine(() -> TestProvider.of(SERVER.get()));

    @Test
    void refreshAnExpiredTokenOnce() {
        var account = Long.parseLong(new AccountScene(ENGINE, SERVER.get(), BROWSER.get()).connect(Map.of()));
        try (var other = ENGINE.another()) {
            var engines = List.of(ENGINE.bean(AccountTokens.class), other.getBean(AccountTokens.class));
            for (var round = 1; round <= ROUNDS; round++) {
                ENGINE.execute(
                        "UPDATE credential SET expires_at = now() - interval '1 s', refresh_at = now() - interval '3 s'");
                assertThat(askedAtOnce(engines, account)).hasSize(2 * CALLERS).containsOnly((long) round + 1);
                assertThat(SERVER.get().refreshes()).isEqualTo(new Refreshes(round, 0));
            }
        }
    }

    /** The versions of the tokens that all callers got. */
    private static List<Long> askedAtOnce(List<AccountTokens> engines, long account) {
        var callers = new ArrayList<Mono<Long>>();
        for (var caller = 0; caller < CALLERS; caller++) {
            engines.forEach(tokens -> callers.add(
                    tokens.fresh(account).map(AccessToken::version).subscribeOn(Schedulers.boundedElastic())));
        }
        return Objects.requireNonNull(Flux.merge(Flux.fromIterable(callers), callers.size())
                .collectList()
                .block(PATIENCE));
    }
}
