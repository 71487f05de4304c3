package dev.tributary.web.connect;

import dev.tributary.web.api.ApiProblem;
import dev.tributary.web.api.ConnectedAccountsApi;
import dev.tributary.web.form.Answers;
import dev.tributary.web.form.AuthView.Account;
import dev.tributary.web.form.AuthView.AccountList;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The connected accounts that a connector could use. */
@Component
record AccountLists(ConnectedAccountsApi api) {
    static final AccountList NONE = new AccountList("", false, List.of(), null);

    private static final int MOST = 200;
    private static final String CONNECTED = "connected";

    Mono<AccountList> of(String provider, String type) {
        return Mono.zip(api.list(provider, type, MOST, null), api.providers())
                .map(both -> {
                    var known = both.getT2().items().stream()
                            .filter(one ->
                                    one.id().equals(provider) || one.services().contains(provider))
                            .findFirst();
                    return new AccountList(
                            known.map(ConnectedAccountsApi.Provider::name).orElse(provider),
                            known.filter(one -> one.clientFrom() != null).isPresent(),
                            both.getT1().items().stream()
                                    .map(AccountLists::account)
                                    .toList(),
                            null);
                })
                .onErrorResume(
                        ApiProblem.class,
                        problem -> problem.asksToSignIn()
                                ? Mono.error(problem)
                                : Mono.just(new AccountList(provider, false, List.of(), problem.detail())));
    }

    private static Account account(ConnectedAccountsApi.Account account) {
        return new Account(
                account.id(),
                account.name(),
                account.state().equals(CONNECTED),
                account.reason() == null ? account.forecast() : account.reason(),
                account.missingScopes());
    }

    /** An account that was just connected is meant. */
    static Answers preselected(Sheet sheet, AccountList list) {
        var fresh = sheet.hint("connected");
        return list.accounts().stream().anyMatch(account -> account.id().equals(fresh))
                ? sheet.answers().withAccount(fresh)
                : sheet.answers();
    }
}
