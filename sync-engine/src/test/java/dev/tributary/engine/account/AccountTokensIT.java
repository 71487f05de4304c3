package dev.tributary.engine.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.ConnectorException.CredentialRejected;
import dev.tributary.connector.ConnectorException.SourceUnavailable;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;

final class AccountTokensIT {

    @RegisterExtension
    static final AccountEngine ENGINE = new AccountEngine(2);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @BeforeEach
    void undisturbed() {
        ENGINE.provider.status = 200;
        ENGINE.provider.error = "";
        ENGINE.provider.takesNoToken = false;
    }

    private static AccessToken fresh(int engine, String account) {
        return Objects.requireNonNull(ENGINE.bean(engine, AccountTokens.class)
                .fresh(Long.parseLong(account))
                .block(PATIENCE));
    }

    @Test
    void refreshesOnceForAllWhoAskInAllProcesses() {
        var account = ENGINE.connect("crowd");
        for (var round = 0; round < 3; round++) {
            var before = ENGINE.provider.refreshes("crowd");
            ENGINE.age(account, Duration.ofMinutes(31));

            var tokens = Flux.range(0, 32)
                    .flatMap(
                            caller ->
                                    ENGINE.bean(caller % 2, AccountTokens.class).fresh(Long.parseLong(account)),
                            32)
                    .map(token -> token.secret().text())
                    .collect(Collectors.toSet())
                    .block(PATIENCE);

            assertThat(tokens).hasSize(1);
            assertThat(ENGINE.provider.secrets()).containsAll(Objects.requireNonNull(tokens));
            assertThat(ENGINE.provider.refreshes("crowd") - before).isEqualTo(1);
        }
        assertThat(ENGINE.provider.replays).hasValue(0);
    }

    @Test
    void keepsATokenBeforeHalfOfItsLife() {
        var account = ENGINE.connect("young");
        var first = fresh(0, account);
        ENGINE.age(account, Duration.ofMinutes(29));

        assertThat(fresh(1, account).secret()).isEqualTo(first.secret());
    }

    @Test
    void usesAGoodTokenWhileTheProviderIsDown() {
        var account = ENGINE.connect("down");
        var first = fresh(0, account);
        ENGINE.provider.status = 503;
        ENGINE.age(account, Duration.ofMinutes(31));

        assertThat(fresh(0, account).secret()).isEqualTo(first.secret());

        ENGINE.age(account, Duration.ofMinutes(31));
        assertThatThrownBy(() -> fresh(0, account)).isInstanceOf(SourceUnavailable.class);
        assertThat(ENGINE.one("SELECT state FROM credential WHERE id = " + account, String.class))
                .isEqualTo("connected");

        ENGINE.provider.status = 200;
        ENGINE.age(account, Duration.ofMinutes(2));
        assertThat(fresh(0, account).version()).isEqualTo(2);
    }

    @Test
    void opensNoTokenThatWasMovedToAnotherAccount() {
        var one = ENGINE.connect("one");
        var other = ENGINE.connect("other");
        ENGINE.execute("""
                UPDATE credential SET access_token = (SELECT access_token FROM credential WHERE id = %s)
                WHERE id = %s""".formatted(one, other));

        assertThatThrownBy(() -> fresh(0, other))
                .isInstanceOf(CredentialRejected.class)
                .hasMessageContaining("belongs to another row");
    }

    @Test
    void startsExactlyTheConnectorsThatWaited() {
        var account = ENGINE.connect("revoked");
        var waits = ENGINE.connector(account);
        var paused = ENGINE.connector(account);
        var bystander = ENGINE.connector(ENGINE.connect("bystander"));
        ENGINE.post("/api/v1/connectors/%s/pause".formatted(paused), Map.of());
        ENGINE.provider.error = "invalid_grant";
        ENGINE.age(account, Duration.ofMinutes(31));
        assertThatThrownBy(() -> fresh(0, account)).isInstanceOf(CredentialRejected.class);
        ENGINE.provider.error = "";

        var shown = ENGINE.get("/api/v1/connectors/" + waits).body();
        assertThat(shown.path("waitingFor").asString())
                .startsWith("waiting for credential: reconnect REVOKED (fake): the provider says invalid_grant");
        assertThat(shown.path("failures").asInt()).isZero();

        var order = Map.of("returnTo", "/done", "credentialId", account);
        ENGINE.get(ENGINE.provider.consent(ENGINE.authorize(order), "revoked"));

        ENGINE.until("SELECT count(*) = 2 FROM sync_run WHERE state = 'completed' AND connector_id = " + waits);
        assertThat(runs(paused)).isEqualTo(1);
        assertThat(runs(bystander)).isEqualTo(1);
    }

    private static long runs(String connector) {
        return ENGINE.one("SELECT count(*) FROM sync_run WHERE connector_id = " + connector, Long.class);
    }

    @Test
    void goesOnAfterTheClientIsCorrected() {
        var account = ENGINE.connect("client");
        var connector = ENGINE.connector(account);
        ENGINE.provider.error = "invalid_client";
        ENGINE.age(account, Duration.ofMinutes(31));
        assertThatThrownBy(() -> fresh(0, account)).hasMessageContaining("an admin has to correct it");
        ENGINE.provider.error = "";

        ENGINE.put("/api/v1/oauth/clients/fake", Map.of("clientId", "me", "clientSecret", FakeProvider.SECRET));

        ENGINE.until("SELECT count(*) = 2 FROM sync_run WHERE state = 'completed' AND connector_id = " + connector);
    }

    @Test
    void repeatsACallWithANewTokenWhenTheSourceRefusesTheOld() {
        var connector = ENGINE.connector(ENGINE.connect("refused"));
        ENGINE.provider.forgetAccessTokens();

        ENGINE.post("/api/v1/connectors/%s/runs".formatted(connector), Map.of("kind", "sync"));

        ENGINE.until("SELECT count(*) = 2 FROM sync_run WHERE state = 'completed' AND connector_id = " + connector);
        assertThat(ENGINE.one(
                        "SELECT count(*) FROM audit_event WHERE action = 'credential.use' AND detail ->> 'connector' = '"
                                + connector + "'",
                        Long.class))
                .isEqualTo(2);
    }

    @Test
    void lendsConnectorsWhatTheProviderToldWithTheNewestToken() {
        var account = ENGINE.connect("salesforce");
        var connector = ENGINE.connector(account, AccountConnector.TOLD);
        assertThat(askedOf("salesforce")).hasSize(1);
        ENGINE.age(account, Duration.ofMinutes(31));

        ENGINE.post("/api/v1/connectors/%s/runs".formatted(connector), Map.of("kind", "sync"));

        ENGINE.until("SELECT count(*) = 2 FROM sync_run WHERE state = 'completed' AND connector_id = " + connector);
        assertThat(askedOf("salesforce")).hasSize(2);
    }

    private static Set<String> askedOf(String user) {
        return ENGINE.provider.asked.stream()
                .filter(address -> address.startsWith("/documents/of/" + user + "/"))
                .collect(Collectors.toSet());
    }

    @Test
    void asksToReconnectWhenTheSourceRefusesTheNewTokenToo() {
        var account = ENGINE.connect("twice");
        var connector = ENGINE.connector(account);
        ENGINE.provider.takesNoToken = true;

        ENGINE.post("/api/v1/connectors/%s/runs".formatted(connector), Map.of("kind", "sync"));

        ENGINE.until("SELECT awaits_credential AND lease_token IS NULL FROM connector WHERE id = " + connector);
        assertThat(ENGINE.one("SELECT state FROM credential WHERE id = " + account, String.class))
                .isEqualTo("reconnectNeeded");
        assertThat(ENGINE.get("/api/v1/connectors/" + connector)
                        .body()
                        .path("waitingFor")
                        .asString())
                .startsWith("waiting for credential: reconnect TWICE (fake)");
    }

    @Test
    void storesTheNewTokenThoughNobodyWaitsForIt() {
        var account = ENGINE.connect("impatient");
        var before = ENGINE.provider.refreshes("impatient");
        ENGINE.age(account, Duration.ofMinutes(31));
        ENGINE.bean(0, AccountTokens.class)
                .fresh(Long.parseLong(account))
                .subscribe()
                .dispose();

        ENGINE.bean(1, AccountTokens.class).fresh(Long.parseLong(account)).block(PATIENCE);

        assertThat(ENGINE.provider.refreshes("impatient") - before).isLessThanOrEqualTo(1);
        assertThat(ENGINE.provider.replays).hasValue(0);
    }
}
