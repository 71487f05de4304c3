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
     *
     * @param fields what the provider told beside the token, by the names that its declaration keeps it under
     *     ({@code TokenAnswer.keeping}), such as Salesforce's {@code instance_url}; what an answer leaves out is as the one
     *     before had it. None of it is secret; an address among it is as the provider wrote it, and passes the same checks as
     *     any other when it is asked
     */
    record Token(String secret, Map<String, String> fields) implements Credential {
        public Token {
            fields = Map.copyOf(fields);
        }

        /** A token that nothing was told beside. */
        public Token(String secret) {
            this(secret, Map.of());
        }

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

    /** What the account's provider told under that name; empty if it told nothing, and for what is no account. */
    default Optional<String> field(String name) {
        return this instanceof Token token ? Optional.ofNullable(token.fields().get(name)) : Optional.empty();
    }
}
