package dev.tributary.engine.connector;

import dev.tributary.connector.Credential;

/**
 * A credential, and the key of the budget that all its users share.
 *
 * @param key the same for every session with this credential; never the secret itself
 */
public record Access(String key, Credential credential) {}
