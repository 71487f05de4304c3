package dev.tributary.engine.account;

import dev.tributary.engine.identity.Actor;
import dev.tributary.meta.oauth.Grant;
import dev.tributary.meta.oauth.OAuthProvider;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Accounts without a person: service accounts with a key, and clients that act for an organisation. Thread-safe. */
@Component
public final class ServiceAccounts {

    /** The provider gave no token for it, in words for the person who entered it. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message, null, false, false);
        }

        @Override
        public String getMessage() {
            return Objects.requireNonNull(super.getMessage());
        }
    }

    /** Somebody wants to use such an account. */
    public record Order(OAuthProvider provider, Account.Kind kind, ServiceKey key, Set<String> scopes) {
        public Order {
            scopes = Set.copyOf(scopes);
        }
    }

    private final OAuthClients clients;
    private final TokenRequests requests;
    private final Connections connections;

    ServiceAccounts(OAuthClients clients, TokenRequests requests, Connections connections) {
        this.clients = clients;
        this.requests = requests;
        this.connections = connections;
    }

    /** Whether this is a private key that can sign. */
    public static boolean isKey(String pem) {
        return Assertions.isKey(pem);
    }

    /** Stores the account once it got a token; fails with {@link Refused}. */
    public Mono<Connected> connect(Actor actor, Order order) {
        var key = order.key();
        return clients.find(order.provider())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(configured -> Mono.justOrEmpty(key.client(configured)))
                .switchIfEmpty(Mono.error(() -> new Refused("No OAuth client is configured for %s: name one here"
                        .formatted(order.provider().name()))))
                .map(client -> ProviderAccess.of(order.provider(), client))
                .flatMap(access -> granted(access, order))
                .onErrorMap(TokenRefused.class, no -> new Refused("The provider says " + no.getMessage()))
                .onErrorMap(
                        ProviderUnavailable.class,
                        no -> new Refused("%s gave no token: %s"
                                .formatted(order.provider().name(), no.getMessage())))
                .flatMap(granted -> connections.store(new Connection(
                        order.provider(),
                        order.kind(),
                        Optional.empty(),
                        order.scopes(),
                        granted,
                        new Identities.Identified(key.identity(), key.identity()),
                        Optional.of(key),
                        actor)));
    }

    private Mono<Granted> granted(ProviderAccess access, Order order) {
        return switch (order.kind()) {
            case SERVICE_ACCOUNT ->
                Mono.justOrEmpty(access.grant(Grant.JwtBearer.class))
                        .flatMap(grant -> requests.assertion(access, grant, order.key(), order.scopes()));
            case CLIENT_CREDENTIALS ->
                Mono.justOrEmpty(access.grant(Grant.ClientCredentials.class))
                        .flatMap(grant -> requests.client(access, grant, order.key(), order.scopes()));
            case AUTHORIZATION_CODE, DEVICE_CODE, TOKEN ->
                throw new IllegalArgumentException("a person signs in to it: " + order.kind());
        };
    }
}
