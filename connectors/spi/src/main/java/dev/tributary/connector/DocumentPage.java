package dev.tributary.connector;

import java.util.List;

/** A part of a listing, in the order of the source. */
public sealed interface DocumentPage {

    List<ExternalDocument> documents();

    Coverage coverage();

    /**
     * There is more.
     *
     * @param nextCursor where the listing goes on: printable text, good in another process, never the same twice
     */
    record More(List<ExternalDocument> documents, Coverage coverage, String nextCursor) implements DocumentPage {
        public More {
            documents = List.copyOf(documents);
        }
    }

    /** The listing ends here. */
    record Last(List<ExternalDocument> documents, Coverage coverage) implements DocumentPage {
        public Last {
            documents = List.copyOf(documents);
        }
    }
}
