package dev.tributary.engine.web.knowledge;

import dev.tributary.engine.account.ConnectedAccounts;
import dev.tributary.engine.account.OAuthProviders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks up the account that a person chose, or chose before. */
@Component
record AccountChoice(ConnectedAccounts accounts, OAuthProviders providers) {

    /** The input with its account, if there is one. */
    Mono<SourceInput> of(SourceInput input) {
        return Mono.justOrEmpty(input.accountId())
                .flatMap(accounts::find)
                .flatMap(account -> Mono.justOrEmpty(providers.find(account.provider()))
                        .map(provider -> input.with(new AccountFit(account, provider))))
                .defaultIfEmpty(input);
    }
}
