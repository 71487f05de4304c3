package dev.tributary.engine.doctor;

import dev.tributary.engine.account.OAuthClient;
import dev.tributary.engine.account.OAuthClients;
import dev.tributary.engine.account.OAuthProviders;
import dev.tributary.engine.account.WantedScopes;
import dev.tributary.meta.oauth.OAuthProvider;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** For which OAuth providers there is a client, and what to create where for the others. */
@Component
@Order(7)
final class ProviderCheck implements Check.OfStore {
    private final OAuthProviders providers;
    private final ObjectProvider<OAuthClients> clients;
    private final WantedScopes scopes;
    private final DatabaseClient db;

    /** Clients are asked for when they are used: without a key they cannot be made. */
    ProviderCheck(
            OAuthProviders providers, ObjectProvider<OAuthClients> clients, WantedScopes scopes, DatabaseClient db) {
        this.providers = providers;
        this.clients = clients;
        this.scopes = scopes;
        this.db = db;
    }

    @Override
    public String subject() {
        return "OAuth";
    }

    @Override
    public Flux<Finding> findings(URI callback) {
        return used().flatMapMany(used -> Flux.fromIterable(providers.all())
                .concatMap(provider -> clients.getObject()
                        .origin(provider)
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .map(origin -> found(provider, origin, used.contains(provider.id()), callback))));
    }

    private Mono<Set<String>> used() {
        return db.sql("SELECT DISTINCT provider FROM credential")
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .all()
                .collect(Collectors.toSet());
    }

    private Finding found(OAuthProvider provider, Optional<OAuthClient.Origin> origin, boolean used, URI callback) {
        var subject = subject() + ", " + provider.name();
        if (origin.isPresent()) {
            return new Finding.Fine(
                    subject,
                    "A client is configured, in the %s."
                            .formatted(origin.get().name().toLowerCase(Locale.ROOT)));
        }
        var steps = steps(provider, callback.toString());
        var about = Optional.of(About.all(About.Kind.OAUTH_CLIENTS));
        return used
                ? new Finding.Todo(
                        subject, "Accounts are connected, but no client is configured any more.", steps, about)
                : new Finding.Offer(subject, "No client is configured. To connect accounts:", steps, about);
    }

    private List<String> steps(OAuthProvider provider, String callback) {
        var wanted = scopes.of(provider);
        var steps = new ArrayList<>(provider.steps(callback, wanted));
        if (steps.stream().noneMatch(step -> step.contains(callback))) {
            steps.add("Redirect URI to enter: " + callback);
        }
        if (!wanted.isEmpty()
                && wanted.stream().anyMatch(scope -> steps.stream().noneMatch(step -> step.contains(scope)))) {
            steps.add("Scopes: " + String.join(", ", wanted));
        }
        steps.add("Enter the client in the settings under \"OAuth clients\", or set %s"
                .formatted(String.join(" and ", OAuthClients.variables(provider))));
        if (!provider.setup().link().isEmpty()) {
            steps.add("More: " + provider.setup().link());
        }
        return steps;
    }
}
