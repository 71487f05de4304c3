package dev.tributary.engine.web.account;

import dev.tributary.engine.account.Consents;
import dev.tributary.engine.account.OAuthClient;
import dev.tributary.engine.account.OAuthClients;
import dev.tributary.engine.identity.Caller;
import dev.tributary.engine.identity.Secret;
import dev.tributary.engine.schedule.Agenda;
import dev.tributary.engine.web.Page;
import dev.tributary.engine.web.Problem;
import dev.tributary.engine.web.PublicUrl;
import dev.tributary.meta.oauth.OAuthProvider;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/oauth")
@Tag(name = "OAuth clients", description = "How this engine is known to the services it reads")
class OAuthClientController {

    private static final int LONGEST = 4_000;

    private final Catalog catalog;
    private final OAuthClients clients;
    private final Agenda agenda;
    private final PublicUrl url;

    OAuthClientController(Catalog catalog, OAuthClients clients, Agenda agenda, PublicUrl url) {
        this.catalog = catalog;
        this.clients = clients;
        this.agenda = agenda;
        this.url = url;
    }

    @GetMapping("/providers")
    @Operation(summary = "List all providers: what to create where, and whether a client is configured")
    Mono<Page<ProviderView>> providers(ServerHttpRequest request) {
        var redirectUri = url.of(request, Consents.CALLBACK).toString();
        return Flux.fromIterable(catalog.providers().all())
                .concatMap(provider -> configured(provider)
                        .map(client -> ProviderView.of(
                                provider, client, redirectUri, catalog.scopes().of(provider))))
                .collectList()
                .map(all -> new Page<>(all, null));
    }

    private Mono<Optional<OAuthClient>> configured(OAuthProvider provider) {
        return clients.find(provider).map(Optional::of).defaultIfEmpty(Optional.empty());
    }

    @GetMapping("/clients/{provider}")
    @Operation(summary = "The client of a provider, without its secret")
    Mono<ClientView> one(@PathVariable String provider) {
        var found = catalog.provider(provider);
        return clients.find(found)
                .map(client -> ClientView.of(found, client))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("OAuth client", provider)));
    }

    @PutMapping(path = "/clients/{provider}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Set the client of a provider; without a new secret the stored one stays")
    Mono<ClientView> put(@PathVariable String provider, @RequestBody ClientForm form) {
        var found = catalog.provider(provider);
        var client = form.client(found);
        return keepsAddress(found, client)
                .then(Caller.current())
                .flatMap(caller -> clients.put(caller.actor(), found, client))
                .flatMapIterable(connectors -> connectors)
                .concatMap(agenda::now)
                .then(Mono.defer(() -> one(provider)));
    }

    /** A problem (422) where a stored secret would be sent to another address than the one it was entered for. */
    private Mono<Void> keepsAddress(OAuthProvider provider, OAuthClient client) {
        return client.secret().isPresent()
                ? Mono.empty()
                : clients.hostsOfSecret(provider)
                        .filter(hosts -> !HostAnswers.areSame(provider, hosts, client.hosts()))
                        .flatMap(
                                _ -> Mono.error(
                                        Problem.invalid(
                                                "clientSecret",
                                                "must be entered again, because the address changed: a stored secret is not sent to a new address")));
    }

    @DeleteMapping("/clients/{provider}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Forget the client that was set here; one in the environment counts again")
    Mono<Void> delete(@PathVariable String provider) {
        var found = catalog.provider(provider);
        return Caller.current()
                .flatMap(caller -> clients.delete(caller.actor(), found))
                .filter(deleted -> deleted)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("OAuth client", provider)))
                .then();
    }

    /** What the provider gave the admin. */
    @Schema(
            name = "OAuthClientOrder",
            requiredProperties = {"clientId"})
    record ClientForm(
            @Nullable String clientId,

            @Schema(description = "Left out, the stored one stays") @Nullable
            String clientSecret,

            @Schema(description = "Answers to the provider's host variables") @Nullable
            Map<String, String> hosts) {

        private OAuthClient client(OAuthProvider provider) {
            var id = Objects.requireNonNullElse(clientId, "").strip();
            if (id.isEmpty() || id.length() > LONGEST || id.indexOf('\0') >= 0) {
                throw Problem.invalid("clientId", "must be the client id that %s gave you".formatted(provider.name()));
            }
            var filled = new HashMap<>(Objects.requireNonNullElse(hosts, Map.<String, String>of()));
            filled.values().removeIf(String::isBlank);
            HostAnswers.check(provider, filled);
            var secret = Optional.ofNullable(clientSecret).map(String::strip).filter(text -> !text.isEmpty());
            if (secret.filter(text -> text.length() > LONGEST).isPresent()) {
                throw Problem.invalid("clientSecret", "is longer than " + LONGEST + " characters");
            }
            return new OAuthClient(id, secret.map(Secret::new), filled, OAuthClient.Origin.SETTINGS);
        }

        @Override
        public String toString() {
            return "ClientForm[" + clientId + "]";
        }
    }
}
