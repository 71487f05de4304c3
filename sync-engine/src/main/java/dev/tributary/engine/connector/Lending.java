package dev.tributary.engine.connector;

import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.connector.Credential;

/** What a session hands to a connector that asks for its credential. */
sealed interface Lending {

    /** The credential to use now. */
    Credential credential();

    /** The same all the time. */
    record Fixed(Credential credential) implements Lending {}

    /** The newest token of an account. */
    record Renewed(TokenSource tokens) implements Lending {

        @Override
        public Credential credential() {
            return current().token();
        }

        TokenSource.Lent current() {
            try {
                return tokens.current();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SourceUnavailable("The wait for a token of the account was interrupted", e);
            }
        }
    }
}
