package dev.tributary.engine.identity;

import java.util.Optional;

/**
 * Somebody whose identity provider has vouched for them.
 *
 * @param method how their sessions are marked: {@code oidc:} and the id of the provider
 * @param identity who they are there
 * @param name what to call them, if they are new and the name is free
 * @param role what their groups allow at this moment, if anything
 */
public record ExternalPerson(String method, Identity identity, String name, Optional<Role> role, Newcomers newcomers) {

    /** Unique and never given to anybody else, unlike names and addresses. */
    public record Identity(String issuer, String subject) {}
}
