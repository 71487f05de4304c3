package dev.tributary.connector;

import java.util.Map;
import java.util.Optional;

/**
 * Access to a source at the moment it is asked for: a token changes while a run goes on, so ask
 * {@link SourceSession#credential()} for each request instead of keeping one. Prints nothing of the secret.
 */
public sealed interface Credential {

    /**
     * The access token of a connected account, fresh when it is asked for. If the source refuses it and the connector
     * throws {@link ConnectorException.CredentialRejected}, the call is repeated once with another one.
     */
    record Token(String secret) implements Credential {
        @Override
        public String toString() {
            return "Token[...]";
        }
    }

    /** The pasted secrets, by the names their declaration gives them. */
    record Secrets(Map<String, String> byName) implements Credential {
        public Secrets {
            byName = Map.copyOf(byName);
        }

        @Override
        public String toString() {
            return "Secrets" + byName.keySet();
        }
    }

    record Anonymous() implements Credential {}

    /** The secret of that name, or, for an account, its access token; empty if an optional one was left out. */
    default Optional<String> secret(String name) {
        return switch (this) {
            case Token token -> Optional.of(token.secret());
            case Secrets secrets -> Optional.ofNullable(secrets.byName().get(name));
            case Anonymous _ -> Optional.empty();
        };
    }
}
