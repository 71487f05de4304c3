package dev.tributary.engine.sync;

import dev.tributary.connector.ConnectorException;
import dev.tributary.engine.connector.FailurePolicy;
import dev.tributary.engine.connector.Recovery;
import dev.tributary.engine.sync.FetchOutcome.Due;

/** What becomes of one document that could not be read: an entry of the failure ledger (L9), or skipped (F6). */
final class DocumentFailure {

    private DocumentFailure() {}

    static FetchOutcome of(Due due, Throwable failure) {
        if (!(failure instanceof ConnectorException refused)) {
            return new FetchOutcome.Failed(
                    due, "internal", "An error of ours: " + failure.getClass().getSimpleName());
        }
        return FailurePolicy.recovery(refused) instanceof Recovery.SkipDocument(String reason)
                ? new FetchOutcome.Unindexable(due, due.version(), reason)
                : new FetchOutcome.Failed(due, FailurePolicy.kind(refused), refused.getMessage());
    }
}
