package dev.tributary.engine.web.account;

import dev.tributary.engine.account.ConnectedAccounts;
import dev.tributary.engine.account.ConnectedAccounts.Deletion;
import dev.tributary.engine.account.ConnectedAccounts.User;
import dev.tributary.engine.account.ServiceAccounts;
import dev.tributary.engine.identity.Caller;
import dev.tributary.engine.web.Cursor;
import dev.tributary.engine.web.Page;
import dev.tributary.engine.web.PageQuery;
import dev.tributary.engine.web.Problem;
import dev.tributary.engine.web.PublicId;
import dev.tributary.meta.oauth.OAuthProvider;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/credentials")
@Tag(name = "Connected accounts", description = "Accounts at other services that connectors read with")
class CredentialController {

    private final Catalog catalog;
    private final ConnectedAccounts accounts;
    private final ServiceAccounts services;
    private final Clock clock;

    CredentialController(Catalog catalog, ConnectedAccounts accounts, ServiceAccounts services, Clock clock) {
        this.catalog = catalog;
        this.accounts = accounts;
        this.services = services;
        this.clock = clock;
    }

    @GetMapping
    @Operation(summary = "List connected accounts, with the scopes they lack for what is asked about")
    Mono<Page<CredentialView>> list(
            @Parameter(description = "A provider, or a service of one such as google-drive; all if left out")
                    @RequestParam(required = false)
                    @Nullable
                    String provider,
            @Parameter(description = "Scopes that are wanted") @RequestParam(required = false) @Nullable
                    List<String> scopes,
            @Parameter(description = "A connector type whose scopes are wanted")
                    @RequestParam(required = false)
                    @Nullable
                    String type,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var query = PageQuery.of(limit, cursor);
        var asked = provider == null ? catalog.providers().all() : List.of(catalog.provider(provider));
        var wanted = provider == null ? Set.<String>of() : catalog.wanted(asked.getFirst(), scopes, type);
        return accounts.after(asked.stream().map(OAuthProvider::id).toList(), query.idOr(0), query.rows())
                .map(rows -> Page.of(rows, query, row -> Cursor.of(row.account().id()), row -> view(row, wanted)));
    }

    private CredentialView view(ConnectedAccounts.Used used, Set<String> wanted) {
        return CredentialView.of(used, catalog.provider(used.account().provider()), wanted, clock.instant());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Connect an account without a person: a service account with a key, or a client of its own")
    Mono<CredentialView> connect(@RequestBody ServiceAccountForm form) {
        var provider = form.provider(catalog);
        var order = form.order(provider, catalog);
        return Caller.current()
                .flatMap(caller -> services.connect(caller.actor(), order))
                .onErrorMap(ServiceAccounts.Refused.class, no -> Problem.invalid(form.blamed(), no.getMessage()))
                .flatMap(made -> accounts.after(List.of(provider.id()), made.account() - 1, 1))
                .map(found -> view(found.getFirst(), order.scopes()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete an account; while connectors use it only with force, and they stop")
    Mono<Void> delete(
            @PathVariable String id,
            @Parameter(description = "Delete it though connectors use it") @RequestParam(defaultValue = "false")
                    boolean force) {
        var number = PublicId.parse("connected account", id);
        return Caller.current()
                .flatMap(caller -> force
                        ? accounts.deleteThoughUsed(caller.actor(), number)
                        : accounts.delete(caller.actor(), number))
                .flatMap(done -> switch (done) {
                    case Deletion.Deleted _ -> Mono.<Void>empty();
                    case Deletion.NoAccount _ -> Mono.error(Problem.notFound("connected account", id));
                    case Deletion.InUse(var users) -> Mono.error(inUse(users));
                });
    }

    private static Problem inUse(List<User> users) {
        return Problem.conflict("These connectors use the account and would stop: %s. Send ?force=true to delete it"
                .formatted(users.stream()
                        .map(user -> "%s (%s)".formatted(user.name(), PublicId.of(user.connector())))
                        .collect(Collectors.joining(", "))));
    }
}
