package dev.tributary.engine.web.access;

import dev.tributary.engine.identity.oidc.IdentityProvider;
import dev.tributary.engine.identity.oidc.IdentityProviders;
import dev.tributary.engine.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@Tag(name = "Session")
class SignInMethodController {
    /** What a page for signing in is made from, before anybody is known. */
    static final String PATH = "/api/v1/sign-in-methods";

    private final IdentityProviders providers;

    SignInMethodController(IdentityProviders providers) {
        this.providers = providers;
    }

    @GetMapping(PATH)
    @Operation(summary = "List the ways to sign in, on one page, for a page that offers them")
    @SecurityRequirements
    Mono<Page<Method>> list() {
        return Flux.just(new Method("password", "Password", null))
                .concatWith(providers.all().map(SignInMethodController::method))
                .collectList()
                .map(all -> new Page<>(all, null));
    }

    private static Method method(IdentityProvider provider) {
        return new Method(provider.method(), provider.name(), "/oidc/" + provider.id() + "/start");
    }

    @Schema(name = "SignInMethod")
    record Method(
            String id,

            @Schema(description = "What a button for it says")
            String name,

            @Schema(
                    description =
                            "Where a browser is sent, with ?returnTo= a path of its own; null: POST /api/v1/session")
            @Nullable
            String startUrl) {}
}
