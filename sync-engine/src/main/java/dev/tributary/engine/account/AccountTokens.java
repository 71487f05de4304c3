package dev.tributary.engine.account;

import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.ConnectorException.CredentialRejected;
import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.engine.account.AccountStore.Cause;
import dev.tributary.engine.account.AccountStore.Stored;
import dev.tributary.engine.credential.SecretUnreadable;
import dev.tributary.engine.identity.Actor;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Tokens of accounts that can be used now. Whoever asks, in whatever process, a token is refreshed once: under a lock on
 * the account's row, and the new one is stored before anyone gets it. Fails with a {@link ConnectorException}. Thread-safe.
 */
@Component
public final class AccountTokens {

    private final AccountParts parts;
    private final AccountStore store;
    private final Refreshing refreshing;
    private final ConcurrentHashMap<Long, CompletableFuture<AccessToken>> underWay = new ConcurrentHashMap<>();

    AccountTokens(AccountParts parts, AccountStore store, Refreshing refreshing) {
        this.parts = parts;
        this.store = store;
        this.refreshing = refreshing;
    }

    /** A token before half of its lifetime is over; one that is still good if there is no other at the moment. */
    public Mono<AccessToken> fresh(long account) {
        return usable(account, stored -> RefreshPlan.of(stored, now()));
    }

    /** A token that is newer than the one of that version, which its source refused. */
    public Mono<AccessToken> instead(long account, long refused) {
        return usable(account, stored -> RefreshPlan.afterRefusal(stored, refused))
                .filter(token -> token.version() > refused)
                .switchIfEmpty(Mono.error(() -> new SourceUnavailable(
                        "The source refuses the token of the account, and its provider gives no other at the moment",
                        null)));
    }

    /** The source refuses the newest token, too: a person has to connect again. False if there is a newer one. */
    public Mono<Boolean> giveUp(long account, long refused, String reason) {
        return store.lock(account)
                .filter(stored -> stored.account().version() <= refused)
                .delayUntil(_ -> store.stop(account, Cause.REJECTED, reason)
                        .filter(stopped -> stopped)
                        .flatMap(_ -> told(account, reason)))
                .hasElement()
                .as(parts.transaction()::transactional);
    }

    private Mono<Void> told(long account, String reason) {
        return parts.audit().record(Actor.ENGINE, "credential.stop", "credential:" + account, Map.of("reason", reason));
    }

    private Mono<AccessToken> usable(long account, Function<Account, RefreshPlan> planning) {
        return store.find(account)
                .switchIfEmpty(Mono.error(() -> gone(account)))
                .flatMap(stored -> switch (planning.apply(stored.account())) {
                    case USE -> Mono.fromCallable(() -> opened(stored));
                    case REFRESH -> together(account, planning);
                    case RECONNECT -> Mono.<AccessToken>error(reconnect(stored.account()));
                })
                .onErrorMap(AccountTokens::explained);
    }

    /**
     * All who ask in this process wait for the same refresh, which goes on when they do not: a provider that was asked has
     * ended the old token, and the new one must be stored.
     */
    private Mono<AccessToken> together(long account, Function<Account, RefreshPlan> planning) {
        return Mono.fromFuture(
                () -> {
                    var mine = new CompletableFuture<AccessToken>();
                    var theirs = underWay.putIfAbsent(account, mine);
                    if (theirs != null) {
                        return theirs;
                    }
                    refreshed(account, planning)
                            .switchIfEmpty(Mono.error(() -> gone(account)))
                            .doFinally(_ -> underWay.remove(account, mine))
                            .subscribe(mine::complete, mine::completeExceptionally);
                    return mine;
                },
                true);
    }

    private Mono<AccessToken> refreshed(long account, Function<Account, RefreshPlan> planning) {
        return refreshing.refresh(account, planning).map(done -> switch (done) {
            case Refreshing.Done.Usable(var stored) -> opened(stored);
            case Refreshing.Done.Stopped(var stopped) -> throw reconnect(stopped);
            case Refreshing.Done.Unavailable(var stored, var why) -> {
                if (RefreshPlan.isUsable(stored.account(), now())) {
                    yield opened(stored);
                }
                throw new SourceUnavailable(
                        "No new token for %s: %s %s. It is tried again by itself"
                                .formatted(
                                        stored.account().name(),
                                        stored.account().provider(),
                                        why),
                        null);
            }
        });
    }

    private AccessToken opened(Stored stored) {
        var account = stored.account();
        return new AccessToken(
                account.id(),
                account.version(),
                stored.tokens().accessToken(parts.box()),
                account.fields(),
                account.times().refreshAt());
    }

    private static CredentialRejected reconnect(Account account) {
        return new CredentialRejected("Reconnect %s (%s): %s"
                .formatted(account.name(), account.provider(), account.reason().orElse("it was refused")));
    }

    private static CredentialRejected gone(long account) {
        return new CredentialRejected("The connected account %d is gone; choose another one".formatted(account));
    }

    private static Throwable explained(Throwable failure) {
        return failure instanceof SecretUnreadable unreadable
                ? new CredentialRejected("The stored token cannot be decrypted. %s".formatted(unreadable.getMessage()))
                : failure;
    }

    private Instant now() {
        return parts.clock().instant();
    }
}
