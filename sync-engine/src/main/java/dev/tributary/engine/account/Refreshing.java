package dev.tributary.engine.account;

import dev.tributary.engine.account.AccountStore.Cause;
import dev.tributary.engine.account.AccountStore.Stored;
import dev.tributary.engine.account.TokenRefused.Remedy;
import dev.tributary.engine.identity.Actor;
import dev.tributary.meta.oauth.Grant;
import dev.tributary.meta.oauth.OAuthProvider;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * One refresh of one account: locked, looked at again, asked for, stored, all in one transaction. A process that dies
 * before it has stored the answer leaves the old refresh token, which is then tried again.
 */
@Component
final class Refreshing {

    /** How it ended. */
    sealed interface Done {
        /** There is a token to use. */
        record Usable(Stored stored) implements Done {}

        /** It has to be connected again. */
        record Stopped(Account account) implements Done {}

        /** The provider did not answer; the old token may still be good. */
        record Unavailable(Stored stored, String why) implements Done {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(Refreshing.class);
    private static final Retry RESCUE = Retry.backoff(3, Duration.ofMillis(200));

    private final AccountParts parts;
    private final AccountStore store;
    private final OAuthProviders providers;
    private final OAuthClients clients;
    private final TokenRequests requests;

    Refreshing(
            AccountParts parts,
            AccountStore store,
            OAuthProviders providers,
            OAuthClients clients,
            TokenRequests requests) {
        this.parts = parts;
        this.store = store;
        this.providers = providers;
        this.clients = clients;
        this.requests = requests;
    }

    /** Refreshes the account if that is still the plan once it is locked. */
    Mono<Done> refresh(long account, Function<Account, RefreshPlan> planning) {
        return Mono.defer(() -> {
            var answered = new AtomicReference<Optional<Answered>>(Optional.empty());
            return store.lock(account)
                    .flatMap(stored -> switch (planning.apply(stored.account())) {
                        case USE -> Mono.<Done>just(new Done.Usable(stored));
                        case RECONNECT -> Mono.<Done>just(new Done.Stopped(stored.account()));
                        case REFRESH -> renewed(stored, answered);
                    })
                    .as(parts.transaction()::transactional)
                    .onErrorResume(failure -> rescued(Objects.requireNonNull(answered.get()), failure));
        });
    }

    /** An answer on its way into the database. */
    private record Answered(Stored before, Granted granted, OAuthProvider provider) {}

    private Mono<Done> renewed(Stored stored, AtomicReference<Optional<Answered>> answered) {
        var account = stored.account();
        return Mono.justOrEmpty(providers.find(account.provider()))
                .switchIfEmpty(Mono.error(() -> new TokenRefused(
                        "unknown provider", account.provider() + " is no provider here any more", Remedy.CLIENT)))
                .flatMap(provider -> asked(stored, provider)
                        .doOnNext(granted -> answered.set(Optional.of(new Answered(stored, granted, provider))))
                        .flatMap(granted -> store.renewed(stored, granted, provider.lifetime())))
                .<Done>map(Done.Usable::new)
                .onErrorResume(TokenRefused.class, refused -> refused(stored, refused))
                .onErrorResume(ProviderUnavailable.class, failure -> unavailable(stored, failure.getMessage()));
    }

    private Mono<Granted> asked(Stored stored, OAuthProvider provider) {
        return Mono.fromCallable(() -> stored.tokens().serviceKey(parts.box()))
                .flatMap(key -> clients.find(provider)
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .flatMap(configured -> Mono.justOrEmpty(
                                key.map(own -> own.client(configured)).orElse(configured)))
                        .switchIfEmpty(Mono.error(() -> new TokenRefused(
                                "no client", "no OAuth client is configured for " + provider.name(), Remedy.CLIENT)))
                        .map(client -> ProviderAccess.of(provider, client))
                        .flatMap(access -> asked(stored, access, key)));
    }

    private Mono<Granted> asked(Stored stored, ProviderAccess access, Optional<ServiceKey> key) {
        var scopes = stored.account().scopes();
        return switch (stored.account().kind()) {
            case AUTHORIZATION_CODE, DEVICE_CODE ->
                Mono.fromCallable(
                                () -> stored.tokens().refreshToken(parts.box()).orElseThrow(Refreshing::noRefresh))
                        .flatMap(token -> requests.refresh(
                                access,
                                token.text(),
                                stored.tokens().accessToken(parts.box()).text()));
            case TOKEN -> Mono.error(noRefresh());
            case SERVICE_ACCOUNT ->
                requests.assertion(
                        access,
                        access.grant(Grant.JwtBearer.class).orElseThrow(Refreshing::noGrant),
                        key.orElseThrow(Refreshing::noRefresh),
                        scopes);
            case CLIENT_CREDENTIALS ->
                requests.client(
                        access,
                        access.grant(Grant.ClientCredentials.class).orElseThrow(Refreshing::noGrant),
                        key.orElseThrow(Refreshing::noRefresh),
                        scopes);
        };
    }

    private static TokenRefused noRefresh() {
        return new TokenRefused("expired", "its token cannot be renewed without signing in", Remedy.SIGN_IN);
    }

    private static TokenRefused noGrant() {
        return new TokenRefused("unsupported", "its provider has no such grant any more", Remedy.CLIENT);
    }

    private Mono<Done> refused(Stored stored, TokenRefused refused) {
        return switch (refused.remedy()) {
            case SIGN_IN -> stopped(stored, Cause.REFUSED, "the provider says " + refused.getMessage());
            case CLIENT ->
                stopped(
                        stored,
                        Cause.CLIENT,
                        "the client id or secret is wrong, an admin has to correct it; the provider says "
                                + refused.getMessage());
            case LATER -> unavailable(stored, "says " + refused.getMessage());
        };
    }

    private Mono<Done> stopped(Stored stored, Cause cause, String reason) {
        var id = stored.account().id();
        return store.stop(id, cause, reason)
                .then(parts.audit()
                        .record(Actor.ENGINE, "credential.stop", "credential:" + id, Map.of("reason", reason)))
                .then(store.find(id))
                .map(now -> new Done.Stopped(now.account()));
    }

    private Mono<Done> unavailable(Stored stored, String why) {
        var next = RefreshPlan.nextTry(stored.account(), parts.clock().instant());
        return store.postpone(stored.account().id(), next)
                .then(store.find(stored.account().id()))
                .map(now -> new Done.Unavailable(now, why));
    }

    /** The provider gave a new token and ended the old one, and the database failed: the new one must not be lost. */
    private Mono<Done> rescued(Optional<Answered> answered, Throwable failure) {
        return answered.map(answer -> Mono.defer(() -> store.lock(
                                        answer.before().account().id())
                                .flatMap(now -> now.account().version()
                                                > answer.before().account().version()
                                        ? Mono.just(now)
                                        : store.renewed(
                                                now,
                                                answer.granted(),
                                                answer.provider().lifetime()))
                                .as(parts.transaction()::transactional))
                        .retryWhen(RESCUE)
                        .<Done>map(Done.Usable::new)
                        .onErrorMap(lost -> failure)
                        .doOnError(lost -> LOG.error(
                                "A new token of account {} could not be stored; it may have to be connected again",
                                answer.before().account().id())))
                .orElseGet(() -> Mono.error(failure));
    }
}
