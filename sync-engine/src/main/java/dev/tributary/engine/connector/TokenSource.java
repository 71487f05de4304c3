package dev.tributary.engine.connector;

import dev.tributary.connector.Credential;

/**
 * The tokens of one connected account while a session lends them. Called on virtual threads, which may wait; throws
 * {@link dev.tributary.connector.ConnectorException}. Thread-safe.
 */
public interface TokenSource {

    /**
     * A token that is lent.
     *
     * @param version counts the tokens of the account
     */
    record Lent(Credential.Token token, long version) {
        @Override
        public String toString() {
            return "Lent[version " + version + "]";
        }
    }

    /** The token to use now: another one than before once half of its lifetime is over. */
    Lent current() throws InterruptedException;

    /** A token that is not the refused one: a newer one that is there already, else a new one. */
    Lent instead(Lent refused) throws InterruptedException;

    /** The source refuses what it got instead as well; false if there is a newer one by now. */
    boolean giveUp(Lent refused, String reason) throws InterruptedException;
}
