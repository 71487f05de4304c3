package dev.tributary.engine.sync;

import dev.tributary.connector.ConnectorException;
import dev.tributary.engine.sync.FetchOutcome.Due;
import java.util.Locale;

/** The entry of the failure ledger for one document (L9). */
final class DocumentFailure {

    private DocumentFailure() {}

    static FetchOutcome of(Due due, Throwable failure) {
        return switch (failure) {
            case RunEnd.Stopped stopped -> throw stopped;
            case ConnectorException refused -> new FetchOutcome.Failed(due, kind(refused), refused.getMessage());
            default ->
                new FetchOutcome.Failed(
                        due, "internal", "An error of ours: " + failure.getClass().getSimpleName());
        };
    }

    private static String kind(ConnectorException failure) {
        var name = failure.getClass().getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
