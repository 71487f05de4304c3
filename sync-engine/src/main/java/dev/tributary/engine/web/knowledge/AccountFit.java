package dev.tributary.engine.web.knowledge;

import dev.tributary.engine.account.Account;
import dev.tributary.engine.account.ScopeComparison;
import dev.tributary.meta.AuthConfig;
import dev.tributary.meta.oauth.OAuthProvider;
import java.util.Optional;

/** An account that was chosen for a connector. */
record AccountFit(Account account, OAuthProvider provider) {

    /** Why a connector that signs in like this cannot use it, and what to do. */
    Optional<String> misfit(AuthConfig.OAuth wanted) {
        if (!provider.services().contains(wanted.provider()) && !provider.id().equals(wanted.provider())) {
            return Optional.of("is an account of %s; connect one of %s".formatted(provider.name(), wanted.provider()));
        }
        if (account.state() == Account.State.RECONNECT_NEEDED) {
            return Optional.of(
                    "has to be connected again first: " + account.reason().orElse("it was refused"));
        }
        var missing = ScopeComparison.missing(provider, account, wanted.scopes());
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("lacks the scopes %s: connect %s again with them"
                        .formatted(String.join(", ", missing), account.name()));
    }
}
