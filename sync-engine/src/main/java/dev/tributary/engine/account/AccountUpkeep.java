package dev.tributary.engine.account;

import dev.tributary.connector.ConnectorException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What is done for accounts while nobody asks: new tokens in time, a word before one ends, codes that wait. Thread-safe. */
@Component
public final class AccountUpkeep {

    private static final Logger LOG = LoggerFactory.getLogger(AccountUpkeep.class);
    private static final int AT_ONCE = 4;
    private static final int MOST = 100;

    private final AccountParts parts;
    private final AccountTokens tokens;
    private final ConnectedAccounts accounts;
    private final DeviceSignIns devices;
    private final ConsentStore consents;

    AccountUpkeep(
            AccountParts parts,
            AccountTokens tokens,
            ConnectedAccounts accounts,
            DeviceSignIns devices,
            ConsentStore consents) {
        this.parts = parts;
        this.tokens = tokens;
        this.accounts = accounts;
        this.devices = devices;
        this.consents = consents;
    }

    /** One round; returns the connectors that have something to do by it. */
    public Mono<List<Long>> round() {
        return refreshDue().then(announce()).then(consents.forgetExpired()).then(devices.poll());
    }

    /** Accounts that an active connector uses, past the middle of their token's life. */
    private Mono<Void> refreshDue() {
        return parts.db()
                .sql("""
                        SELECT k.id FROM credential k
                        WHERE k.state = 'connected' AND k.refresh_at <= :now
                          AND EXISTS (SELECT FROM connector c WHERE c.credential_id = k.id AND c.state = 'active')
                        ORDER BY k.refresh_at LIMIT :most""")
                .bind("now", parts.clock().instant())
                .bind("most", MOST)
                .map(row -> Columns.number(row, "id"))
                .all()
                .collectList()
                .flatMapIterable(due -> due)
                .flatMap(this::refresh, AT_ONCE)
                .then();
    }

    /** What it comes to is in the account's row, and said where its connectors are shown. */
    private Mono<Void> refresh(long account) {
        return tokens.fresh(account).then().onErrorResume(ConnectorException.class, _ -> Mono.empty());
    }

    private Mono<Void> announce() {
        return accounts.announce()
                .doOnNext(account -> LOG.warn(
                        "The account {} ({}) ends at {}: connect it again before, or its connectors stop",
                        account.name(),
                        account.provider(),
                        account.times().diesAt().orElseThrow()))
                .then();
    }
}
