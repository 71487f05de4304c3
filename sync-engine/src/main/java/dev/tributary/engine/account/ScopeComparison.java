package dev.tributary.engine.account;

import dev.tributary.meta.oauth.Grant;
import dev.tributary.meta.oauth.OAuthProvider;
import dev.tributary.meta.oauth.ScopeSyntax;
import java.util.Collection;
import java.util.Set;

/** Tells what a connector wants of an account that it does not have. */
public final class ScopeComparison {

    private ScopeComparison() {}

    /**
     * The scopes among {@code wanted} that a person has to consent to, in their order. What is asked for always, as for a
     * refresh token, is left out: many providers grant it without saying so.
     */
    public static Set<String> missing(OAuthProvider provider, Account account, Collection<String> wanted) {
        return decidedElsewhere(provider, account)
                ? Set.of()
                : provider.signIn().scopes().lacking(wanted, account.scopes());
    }

    /** Whether the scopes are ticked at the provider, where nobody here sees them. */
    private static boolean decidedElsewhere(OAuthProvider provider, Account account) {
        return switch (account.kind()) {
            case AUTHORIZATION_CODE, DEVICE_CODE, TOKEN ->
                provider.signIn().scopes().placement() == ScopeSyntax.Placement.AT_PROVIDER;
            case CLIENT_CREDENTIALS ->
                provider.grants().stream()
                        .anyMatch(grant -> grant instanceof Grant.ClientCredentials client
                                && !client.scope().isEmpty());
            case SERVICE_ACCOUNT -> false;
        };
    }
}
