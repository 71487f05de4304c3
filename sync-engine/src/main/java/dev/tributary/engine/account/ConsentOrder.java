package dev.tributary.engine.account;

import dev.tributary.engine.identity.Secret;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody wants to sign in.
 *
 * @param browser the session of the browser that has to come back
 * @param scopes that are wanted, in the short form
 * @param account to be connected again, or given more scopes
 * @param returnTo the path of ours that the browser ends at
 * @param redirectUri our address that the provider sends it to
 */
public record ConsentOrder(
        Secret browser, Set<String> scopes, Optional<Long> account, String returnTo, String redirectUri) {
    public ConsentOrder {
        scopes = Set.copyOf(scopes);
    }
}
