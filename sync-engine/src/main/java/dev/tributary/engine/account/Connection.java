package dev.tributary.engine.account;

import dev.tributary.engine.identity.Actor;
import dev.tributary.meta.oauth.OAuthProvider;
import java.util.Optional;
import java.util.Set;

/**
 * An account that was just signed in to.
 *
 * @param reconnects the account that was to be connected again, if it is not a new one
 * @param wanted the scopes that were asked for, which are granted if the answer says nothing else
 * @param key what it signs in with, for an account without a person
 */
record Connection(
        OAuthProvider provider,
        Account.Kind kind,
        Optional<Long> reconnects,
        Set<String> wanted,
        Granted granted,
        Identities.Identified identity,
        Optional<ServiceKey> key,
        Actor actor) {

    Set<String> scopes() {
        return granted.scopes().filter(all -> !all.isEmpty()).orElse(wanted);
    }

    String name() {
        return identity.name().or(identity::externalId).orElse(provider.name() + " account");
    }

    /** It was to be connected again, and somebody signed in to another one. */
    static final class OtherAccount extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OtherAccount(String expected, String other) {
            super(
                    "This is %s, but %s was to be connected again: sign in to that one".formatted(other, expected),
                    null,
                    false,
                    false);
        }
    }
}
