package dev.tributary.engine.web.access;

import dev.tributary.engine.identity.Account;
import dev.tributary.engine.identity.AccountChange;
import dev.tributary.engine.identity.AccountChanges;
import dev.tributary.engine.identity.Accounts;
import dev.tributary.engine.identity.Caller;
import dev.tributary.engine.identity.PasswordRules;
import dev.tributary.engine.identity.Role;
import dev.tributary.engine.identity.SessionEnds;
import dev.tributary.engine.web.Cursor;
import dev.tributary.engine.web.Page;
import dev.tributary.engine.web.PageQuery;
import dev.tributary.engine.web.Problem;
import dev.tributary.engine.web.PublicId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/accounts")
@Tag(name = "Accounts", description = "The people who may sign in")
class AccountController {
    private final Accounts accounts;
    private final AccountChanges changes;
    private final PasswordRules rules;
    private final SessionEnds sessions;

    AccountController(Accounts accounts, AccountChanges changes, PasswordRules rules, SessionEnds sessions) {
        this.accounts = accounts;
        this.changes = changes;
        this.rules = rules;
        this.sessions = sessions;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Let somebody in")
    Mono<View> create(@RequestBody AccountForm form) {
        var order = form.toCreate(rules);
        return Caller.current()
                .flatMap(caller -> accounts.create(caller.actor(), order))
                .map(View::of)
                .switchIfEmpty(Mono.error(() ->
                        Problem.conflict("The user name \"" + order.username() + "\" is taken; choose another.")));
    }

    @GetMapping
    @Operation(summary = "List the people")
    Mono<Page<View>> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var query = PageQuery.of(limit, cursor);
        return accounts.after(query.idOr(0), query.rows())
                .collectList()
                .map(rows -> Page.of(rows, query, account -> Cursor.of(account.id()), View::of));
    }

    @PatchMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Change role, password or whether the account is disabled",
            description = "A smaller role, a new password and being disabled end all sessions of the account.")
    Mono<Void> change(@PathVariable String id, @RequestBody AccountForm form) {
        var number = PublicId.parse("account", id);
        var patch = form.toChange(rules);
        return Caller.current()
                .flatMap(caller -> changes.change(caller.actor(), number, patch))
                .flatMap(change -> answer(change, id));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete an account with its sessions and the tokens it made")
    Mono<Void> delete(@PathVariable String id) {
        var number = PublicId.parse("account", id);
        return Caller.current()
                .flatMap(caller -> changes.delete(caller.actor(), number))
                .flatMap(change -> answer(change, id));
    }

    @GetMapping("/{id}/sessions")
    @Operation(summary = "List the sessions of an account, the youngest first, on one page")
    Mono<Page<SessionView>> sessions(@PathVariable String id) {
        return known(id)
                .flatMap(account -> sessions.of(account.id(), Optional.empty())
                        .map(SessionView::of)
                        .collectList()
                        .map(all -> new Page<>(all, null)));
    }

    @DeleteMapping("/{id}/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Sign somebody out everywhere")
    Mono<Void> endSessions(@PathVariable String id) {
        return known(id)
                .flatMap(account -> Caller.current().flatMap(caller -> sessions.endAll(caller.actor(), account.id())));
    }

    private Mono<Account> known(String id) {
        return accounts.find(PublicId.parse("account", id))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("account", id)));
    }

    private static Mono<Void> answer(AccountChange change, String id) {
        return switch (change) {
            case DONE -> Mono.empty();
            case NO_SUCH_ACCOUNT -> Mono.error(Problem.notFound("account", id));
            case LAST_ADMIN ->
                Mono.error(Problem.conflict("This is the last admin; make somebody else an admin first."));
        };
    }

    @Schema(name = "Account")
    record View(
            String id,
            String username,
            Role role,

            @Schema(description = "withdrawn: the identity provider gave no role at the last sign-in")
            Account.State state,

            Instant createdAt,
            @Nullable Instant lastSignInAt) {
        static View of(Account account) {
            return new View(
                    PublicId.of(account.id()),
                    account.username(),
                    account.role(),
                    account.state(),
                    account.createdAt(),
                    account.lastSignInAt());
        }
    }
}
