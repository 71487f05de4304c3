package dev.tributary.engine.sync;

import dev.tributary.connector.Tags;
import dev.tributary.engine.content.Extracted;
import java.time.Instant;

/** What came of reading one document. */
sealed interface FetchOutcome {

    /**
     * A document whose content is to be read.
     *
     * @param version what the listing says the source has
     * @param digest of what the listing says of it
     * @param attempts failed ones before this
     */
    record Due(Place place, String externalId, String title, String version, long digest, int attempts) {

        /** Where it stands in the order of reading. */
        record Place(Instant since, long id) {

            static final Place FIRST = new Place(Instant.EPOCH, 0);
        }

        long id() {
            return place.id();
        }
    }

    Due due();

    record Read(Due due, ListedItem item, Tags tags, Extracted.Markdown content) implements FetchOutcome {}

    /** Read, and there is nothing to index. */
    record Unindexable(Due due, String version, String reason) implements FetchOutcome {}

    record Failed(Due due, String kind, String message) implements FetchOutcome {

        private static final String GONE = "gone";

        static Failed gone(Due due) {
            return new Failed(
                    due, GONE, "The source listed it, and had it no more when it was read; the next listing decides");
        }

        /** Whether it tells something against the source (F3), which has answered where it says that a document is gone. */
        boolean blamesTheSource() {
            return !kind.equals(GONE);
        }
    }
}
