package dev.tributary.engine.connector;

import dev.tributary.connector.Credential;

/**
 * What a session lends, and the key of the budget that all its users share.
 *
 * @param key the same for every session with this credential; never the secret itself
 */
public record Access(String key, Lending lending) {

    /** A credential that stays the same as long as the session. */
    public Access(String key, Credential credential) {
        this(key, new Lending.Fixed(credential));
    }

    /** The tokens of a connected account. */
    public Access(String key, TokenSource tokens) {
        this(key, new Lending.Renewed(tokens));
    }
}
