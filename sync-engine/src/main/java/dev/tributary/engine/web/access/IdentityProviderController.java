package dev.tributary.engine.web.access;

import dev.tributary.engine.identity.Caller;
import dev.tributary.engine.identity.oidc.Discovery;
import dev.tributary.engine.identity.oidc.IdentityProvider;
import dev.tributary.engine.identity.oidc.IdentityProviders;
import dev.tributary.engine.identity.oidc.ProviderFailure;
import dev.tributary.engine.web.FieldError;
import dev.tributary.engine.web.Page;
import dev.tributary.engine.web.Problem;
import dev.tributary.engine.web.PublicUrl;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/identity-providers")
@Tag(name = "Identity providers", description = "Where people can sign in instead of here, by OpenID Connect")
class IdentityProviderController {
    private final IdentityProviders providers;
    private final Discovery discovery;
    private final PublicUrl url;

    IdentityProviderController(IdentityProviders providers, Discovery discovery, PublicUrl url) {
        this.providers = providers;
        this.discovery = discovery;
        this.url = url;
    }

    @GetMapping
    @Operation(summary = "List the identity providers, on one page")
    Mono<Page<IdentityProviderView>> list(ServerHttpRequest request) {
        return providers
                .all()
                .map(provider -> view(provider, request))
                .collectList()
                .map(all -> new Page<>(all, null));
    }

    @GetMapping("/{id}")
    @Operation(summary = "One identity provider")
    Mono<IdentityProviderView> one(@PathVariable String id, ServerHttpRequest request) {
        return known(id).map(provider -> view(provider, request));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Set up an identity provider, once its discovery document could be read")
    Mono<IdentityProviderView> create(@RequestBody IdentityProviderForm form, ServerHttpRequest request) {
        var wanted = form.toCreate();
        return checked(wanted)
                .then(Caller.current())
                .flatMap(caller -> providers.create(caller.actor(), wanted))
                .onErrorMap(DuplicateKeyException.class, _ -> taken())
                .map(provider -> view(provider, request));
    }

    @PatchMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Change what is named; it holds from the next sign-in on")
    Mono<IdentityProviderView> change(
            @PathVariable String id, @RequestBody IdentityProviderForm form, ServerHttpRequest request) {
        return stored(id)
                .map(form::toChange)
                .delayUntil(this::checked)
                .flatMap(wanted -> Caller.current().flatMap(caller -> providers.change(caller.actor(), wanted)))
                .onErrorMap(DuplicateKeyException.class, _ -> taken())
                .map(provider -> view(provider, request))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("identity provider", id)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete an identity provider and end all sessions that began there; accounts stay")
    Mono<Void> delete(@PathVariable String id) {
        return stored(id)
                .then(Caller.current())
                .flatMap(caller -> providers.delete(caller.actor(), id))
                .filter(deleted -> deleted)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("identity provider", id)))
                .then();
    }

    private Mono<IdentityProvider> known(String id) {
        return providers.find(id).switchIfEmpty(Mono.error(() -> Problem.notFound("identity provider", id)));
    }

    private Mono<IdentityProvider> stored(String id) {
        return id.equals(IdentityProvider.ENVIRONMENT)
                ? Mono.error(() -> Problem.conflict(
                        "This identity provider comes from the environment; change TRIBUTARY_OIDC_ISSUER and so on."))
                : known(id);
    }

    private Mono<Void> checked(IdentityProvider wanted) {
        return discovery
                .check(wanted.client())
                .onErrorMap(ProviderFailure.class, failure -> Problem.invalid("issuer", failure.getMessage()));
    }

    private IdentityProviderView view(IdentityProvider provider, ServerHttpRequest request) {
        return IdentityProviderView.of(provider, url.of(request, OidcController.CALLBACK));
    }

    private static Problem taken() {
        return Problem.conflict("There is an identity provider of this name already; choose another name.")
                .with(List.of(new FieldError("name", "is taken; choose another")));
    }
}
