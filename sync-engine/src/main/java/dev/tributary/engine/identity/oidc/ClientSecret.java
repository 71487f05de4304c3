package dev.tributary.engine.identity.oidc;

import dev.tributary.engine.identity.Secret;

/** With what the engine shows a provider that it is the engine. */
public sealed interface ClientSecret {

    /** With nothing: a public client, which PKCE alone protects. */
    record None() implements ClientSecret {}

    /** As it is in the database. */
    record Sealed(String text) implements ClientSecret {
        @Override
        public String toString() {
            return "Sealed[***]";
        }
    }

    /** As it was given by the environment or a form. */
    record Clear(Secret secret) implements ClientSecret {}
}
