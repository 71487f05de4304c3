package dev.tributary.connector;

import java.util.List;

/** A source with a change feed: what was added or changed, and what was removed, after a point. */
public interface ListsChanges {

    /**
     * Returns a token for "now", from which a later {@link #changes} goes on. Called once before a full listing starts,
     * so that what changes during the listing is not lost.
     */
    String changesFrom(SourceSession session) throws InterruptedException;

    /**
     * Returns one page of changes after {@code token}, called again with the returned token until a page is the last.
     *
     * @throws TokenExpired if the feed does not reach back that far; the engine lists everything instead
     */
    ChangePage changes(SourceSession session, String token) throws InterruptedException, TokenExpired;

    /**
     * A part of the feed.
     *
     * @param changed documents as {@link Connector#listDocuments} would list them
     * @param removed ids of documents that the source says are gone; the engine removes them at once
     * @param nextToken where the feed goes on
     * @param caughtUp whether there is no more for now
     */
    record ChangePage(List<ExternalDocument> changed, List<String> removed, String nextToken, boolean caughtUp) {
        public ChangePage {
            changed = List.copyOf(changed);
            removed = List.copyOf(removed);
        }
    }

    /** The feed was asked for changes that the source has forgotten. */
    final class TokenExpired extends Exception {
        public TokenExpired(String message) {
            super(message);
        }
    }
}
