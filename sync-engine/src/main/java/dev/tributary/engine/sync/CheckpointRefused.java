package dev.tributary.engine.sync;

import dev.tributary.connector.ConnectorException;

/**
 * The source does not list from the stored cursor any more, though it lists: the cursor is too old, or another version of
 * the connector made it. The listing begins anew.
 */
final class CheckpointRefused extends RuntimeException {

    private final transient Listing listing;

    CheckpointRefused(Listing listing) {
        super("The source no longer takes the cursor of listing " + listing.id(), null, false, false);
        this.listing = listing;
    }

    /** Whether a failure of the first page after a checkpoint may be the checkpoint's. */
    static boolean isPossible(Throwable failure) {
        return failure instanceof ConnectorException.UnexpectedResponse
                || failure instanceof ConnectorException.ConfigRejected;
    }

    Listing listing() {
        return listing;
    }
}
