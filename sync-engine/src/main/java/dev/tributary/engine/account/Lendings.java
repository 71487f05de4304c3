package dev.tributary.engine.account;

import dev.tributary.engine.connector.Access;
import dev.tributary.engine.identity.Actor;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lends accounts to sessions. Thread-safe. */
@Component
public final class Lendings {

    private final AccountParts parts;
    private final AccountTokens tokens;

    Lendings(AccountParts parts, AccountTokens tokens) {
        this.parts = parts;
        this.tokens = tokens;
    }

    /** Access with a fresh token, which stays fresh as long as it is lent. */
    public Mono<Access> access(long account) {
        return tokens.fresh(account)
                .map(first -> new Access(budgetKey(account), new AccountLending(tokens, parts.clock(), first)));
    }

    /** The same, with an entry in the audit log for the run that uses it. */
    public Mono<Access> accessForRun(long account, long connector, long run) {
        return access(account)
                .delayUntil(_ -> parts.audit()
                        .record(
                                Actor.ENGINE,
                                "credential.use",
                                "credential:" + account,
                                Map.of("connector", Long.toString(connector), "run", Long.toString(run))));
    }

    /** Under which key the patience of the sources of this account is kept (F5). */
    public static String budgetKey(long account) {
        return "credential/" + account;
    }
}
