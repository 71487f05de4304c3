package dev.tributary.engine.account;

import dev.tributary.engine.account.Connection.OtherAccount;
import dev.tributary.engine.account.ConsentStore.Consent;
import dev.tributary.engine.credential.ForgetfulJson;
import dev.tributary.engine.identity.Actor;
import dev.tributary.engine.identity.Secret;
import dev.tributary.meta.oauth.OAuthProvider;
import dev.tributary.meta.oauth.SignIn;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Sign-ins of people in their browsers. Thread-safe. */
@Component
public final class Consents {

    /** Where providers send browsers back to. */
    public static final String CALLBACK = "/oauth/callback";

    /** What the browser brought back. */
    public sealed interface Return {

        /** A code to exchange. */
        record Code(Secret code) implements Return {}

        /** What stood behind the {@code #} of the address, of a provider that has no codes. Never printed. */
        record Fragment(Map<String, String> values) implements Return {
            public Fragment {
                values = Map.copyOf(values);
            }

            @Override
            public String toString() {
                return "Fragment" + values.keySet();
            }
        }

        /** The provider, or the person, said no. */
        record Refusal(String code) implements Return {}
    }

    private final ConsentStore store;
    private final OAuthProviders providers;
    private final OAuthClients clients;
    private final TokenRequests requests;
    private final Arrival arrival;

    /** What an account goes through when its first token is there. */
    @Component
    record Arrival(Identities identities, Connections connections, AccountStore accounts) {}

    Consents(
            ConsentStore store,
            OAuthProviders providers,
            OAuthClients clients,
            TokenRequests requests,
            Arrival arrival) {
        this.store = store;
        this.providers = providers;
        this.clients = clients;
        this.requests = requests;
        this.arrival = arrival;
    }

    /** Where the browser is to go; empty if no client is configured for the provider. */
    public Mono<String> begin(OAuthProvider provider, ConsentOrder order) {
        return clients.find(provider)
                .map(client -> ProviderAccess.of(provider, client))
                .flatMap(access -> wanted(order, access).flatMap(scopes -> {
                    var state = store.newState();
                    var prepared = AuthorizationUrls.prepare(access, scopes, order.redirectUri(), state);
                    return store.keep(state, provider, order, scopes, prepared.verifier())
                            .thenReturn(prepared.url());
                }));
    }

    /** What is connected again keeps the scopes it had. */
    private Mono<Set<String>> wanted(ConsentOrder order, ProviderAccess access) {
        var before = order.account()
                .map(id -> arrival.accounts()
                        .find(id)
                        .map(stored -> stored.account().scopes()))
                .orElseGet(Mono::empty);
        return before.defaultIfEmpty(Set.of()).map(scopes -> {
            var all = new LinkedHashSet<>(order.scopes());
            all.addAll(scopes);
            return access.scopes().wanted(all);
        });
    }

    /** Whether a sign-in with that state is under way in that browser. */
    public Mono<Boolean> expects(Secret state, Secret browser) {
        return store.knows(state, browser);
    }

    /** Takes what the browser brought back; a state is good once, and in the browser session that began. */
    public Mono<ConsentOutcome> finish(Actor actor, Secret browser, Secret state, Return back) {
        return store.take(state, browser)
                .flatMap(consent -> finish(actor, consent, back))
                .defaultIfEmpty(new ConsentOutcome.Unknown());
    }

    private Mono<ConsentOutcome> finish(Actor actor, Consent consent, Return back) {
        if (back instanceof Return.Refusal(String code)) {
            return Mono.just(new ConsentOutcome.Refused(consent.returnTo(), plain(code), "The provider said no."));
        }
        return Mono.justOrEmpty(providers.find(consent.provider()))
                .zipWhen(clients::find, ProviderAccess::of)
                .flatMap(access -> granted(access, consent, back)
                        .flatMap(granted -> identified(actor, access, consent, granted))
                        .flatMap(arrival.connections()::store))
                .<ConsentOutcome>map(
                        made -> new ConsentOutcome.Connected(consent.returnTo(), made.account(), made.connectors()))
                .defaultIfEmpty(new ConsentOutcome.Refused(
                        consent.returnTo(), "no_client", "No OAuth client is configured for it any more."))
                .onErrorResume(TokenRefused.class, no -> refused(consent, plain(no.code()), no))
                .onErrorResume(ProviderUnavailable.class, no -> refused(consent, "temporarily_unavailable", no))
                .onErrorResume(OtherAccount.class, no -> refused(consent, "other_account", no));
    }

    private Mono<Granted> granted(ProviderAccess access, Consent consent, Return back) {
        return switch (access.provider().signIn()) {
            case SignIn.Code signIn
            when back instanceof Return.Code(Secret code) ->
                requests.code(
                        access,
                        AuthorizationUrls.exchange(access, signIn, consent.redirectUri(), code, consent.verifier()));
            case SignIn.Fragment signIn
            when back instanceof Return.Fragment(var values) ->
                Mono.justOrEmpty(values.get(signIn.tokenField()))
                        .filter(token -> !token.isBlank())
                        .switchIfEmpty(Mono.error(() ->
                                new TokenRefused("access_denied", "no token came back", TokenRefused.Remedy.SIGN_IN)))
                        .map(token -> endless(new Secret(token)));
            case SignIn.Code _, SignIn.Fragment _ ->
                Mono.error(new TokenRefused(
                        "invalid_request", "this provider answers in another way", TokenRefused.Remedy.SIGN_IN));
        };
    }

    private static Granted endless(Secret token) {
        return new Granted(
                token.text(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                ForgetfulJson.MAPPER.createObjectNode());
    }

    private Mono<Connection> identified(Actor actor, ProviderAccess access, Consent consent, Granted granted) {
        var kind = access.provider().signIn() instanceof SignIn.Fragment
                ? Account.Kind.TOKEN
                : Account.Kind.AUTHORIZATION_CODE;
        return arrival.identities()
                .of(access, granted, granted.scopes().orElse(consent.scopes()))
                .map(identity -> new Connection(
                        access.provider(),
                        kind,
                        consent.account(),
                        consent.scopes(),
                        granted,
                        identity,
                        Optional.empty(),
                        actor));
    }

    private static Mono<ConsentOutcome> refused(Consent consent, String code, Throwable why) {
        var reason = Objects.requireNonNullElse(why.getMessage(), code);
        return Mono.just(new ConsentOutcome.Refused(consent.returnTo(), code, reason));
    }

    /** What stands in an address of ours is a plain word. */
    private static String plain(String code) {
        return code.matches("[a-z][a-z0-9_]{0,39}") ? code : "refused";
    }
}
