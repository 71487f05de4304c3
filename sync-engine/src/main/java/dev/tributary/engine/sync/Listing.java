package dev.tributary.engine.sync;

import java.time.Instant;
import java.util.Optional;

/**
 * A listing under way, as its checkpoint has it.
 *
 * @param cursor where it goes on; empty before its first page
 * @param ended whether its last page is stored
 * @param feedToken for a full listing of a source with a change feed: where the feed stood when the listing began
 */
record Listing(
        long id,
        Kind kind,
        boolean rereads,
        Optional<String> cursor,
        long pages,
        boolean ended,
        boolean duplicatesKnown,
        Optional<String> incompleteReason,
        Optional<Instant> changedSince,
        Optional<String> feedToken,
        Instant startedAt) {

    enum Kind {
        FULL,
        INCREMENTAL,
        CHANGES,
        PREVIEW;

        String column() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The listing once the page is stored. */
    Listing after(PageStore.Page page) {
        return new Listing(
                id,
                kind,
                rereads,
                page.cursor().or(() -> cursor),
                pages + 1,
                page.isLast(),
                duplicatesKnown,
                incompleteReason.or(page::incomplete),
                changedSince,
                feedToken,
                startedAt);
    }

    /** A change feed may tell of a document again when it changed again; any other listing has each document once (L3). */
    boolean listsOnce() {
        return kind != Kind.CHANGES;
    }

    /** Whether what it leaves out may be gone (D1). */
    boolean proves() {
        return kind == Kind.FULL && isComplete();
    }

    /**
     * Whether changes may be among what it left out: the next one tells of the same time again. A full listing is not
     * waited for, since what it leaves out once may be left out always.
     */
    boolean isListedAgain() {
        return kind != Kind.FULL && !isComplete();
    }

    /** For a person: what it means that the listing was not complete (L2); empty if it was. */
    Optional<String> remark() {
        var meaning = kind == Kind.FULL
                ? "The listing was not complete, so nothing was removed: %s"
                : "Not all changes could be listed, so the next run lists them again: %s";
        return incompleteReason.map(meaning::formatted);
    }

    /** Whether the source was listed to its end and hid nothing (L2). */
    boolean isComplete() {
        return ended && incompleteReason.isEmpty();
    }
}
