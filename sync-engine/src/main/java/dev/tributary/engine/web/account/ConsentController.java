package dev.tributary.engine.web.account;

import dev.tributary.engine.account.ConnectedAccounts;
import dev.tributary.engine.account.ConsentOrder;
import dev.tributary.engine.account.Consents;
import dev.tributary.engine.account.ReturnPath;
import dev.tributary.engine.identity.Audit;
import dev.tributary.engine.identity.Caller;
import dev.tributary.engine.identity.Secret;
import dev.tributary.engine.web.Problem;
import dev.tributary.engine.web.PublicId;
import dev.tributary.engine.web.PublicUrl;
import dev.tributary.engine.web.access.BrowserSession;
import dev.tributary.meta.oauth.OAuthProvider;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@Tag(name = "Connected accounts", description = "Accounts at other services that connectors read with")
class ConsentController {

    static final String PURPOSE = "oauth-consent";

    private final Catalog catalog;
    private final ConnectedAccounts accounts;
    private final Consents consents;
    private final PublicUrl url;
    private final Audit audit;

    ConsentController(Catalog catalog, ConnectedAccounts accounts, Consents consents, PublicUrl url, Audit audit) {
        this.catalog = catalog;
        this.accounts = accounts;
        this.consents = consents;
        this.url = url;
        this.audit = audit;
    }

    @PostMapping(path = "/api/v1/oauth/{provider}/authorize", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Begin to connect an account, or to connect it again: send the browser to the url of the answer",
            description = "The browser comes back to returnTo with credentialId, or with oauthError and oauthReason.")
    Mono<Authorization> authorize(
            @PathVariable String provider, @RequestBody AuthorizeForm form, ServerHttpRequest request) {
        var found = catalog.provider(provider);
        var browser = BrowserSession.secret(request, PURPOSE)
                .orElseThrow(() -> Problem.conflict(
                        "An account is connected in a browser: sign in there, a program with a token cannot do it."));
        var returnTo = form.checkedReturnTo();
        var wanted = catalog.wanted(found, form.scopes(), form.type());
        return again(found, form.credentialId())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .map(account -> new ConsentOrder(
                        browser,
                        wanted,
                        account,
                        returnTo,
                        url.of(request, Consents.CALLBACK).toString()))
                .flatMap(order -> consents.begin(found, order))
                .delayUntil(_ -> begun(audit, found))
                .map(Authorization::new)
                .switchIfEmpty(Mono.error(() -> noClient(found)));
    }

    private Mono<Long> again(OAuthProvider provider, @Nullable String id) {
        if (id == null) {
            return Mono.empty();
        }
        return accounts.find(PublicId.parse("connected account", id))
                .filter(account -> account.provider().equals(provider.id()))
                .switchIfEmpty(Mono.error(
                        () -> Problem.invalid("credentialId", "is no connected account of " + provider.name())))
                .map(account -> account.id());
    }

    /** Who began to connect what; who then did so is written down when the account is there. */
    static Mono<Void> begun(Audit audit, OAuthProvider provider) {
        return Caller.current()
                .flatMap(caller ->
                        audit.record(caller.actor(), "credential.authorize", "provider:" + provider.id(), Map.of()));
    }

    static Problem noClient(OAuthProvider provider) {
        return Problem.conflict(
                "No OAuth client is configured for %s: an admin sets it up first, in the settings under \"OAuth clients\"."
                        .formatted(provider.name()));
    }

    /** Where to come back to, and what is wanted. */
    @Schema(
            name = "AuthorizationOrder",
            requiredProperties = {"returnTo"})
    record AuthorizeForm(
            @Schema(description = "A path of this engine, such as /connectors/new") @Nullable
            String returnTo,

            @Schema(description = "That are wanted; those of type in any case") @Nullable
            List<String> scopes,

            @Schema(description = "The connector type that the account is for") @Nullable
            String type,

            @Schema(description = "The account to connect again, or to give more scopes") @Nullable
            String credentialId) {

        private String checkedReturnTo() {
            var path = Objects.requireNonNullElse(returnTo, "");
            if (!ReturnPath.isOurs(path)) {
                throw Problem.invalid("returnTo", "must be a path of this engine, such as /connectors/new");
            }
            return path;
        }
    }

    @Schema(name = "Authorization")
    record Authorization(
            @Schema(description = "Where to send the browser")
            String url) {}

    /** A secret that a query parameter holds. */
    static Optional<Secret> secret(ServerHttpRequest request, String parameter) {
        return Optional.ofNullable(request.getQueryParams().getFirst(parameter))
                .filter(value -> !value.isEmpty())
                .map(Secret::new);
    }
}
