package dev.tributary.engine.sync;

import java.time.Instant;
import java.util.Optional;

/**
 * What to do about one listed item, given what is stored of it (L3, L5, L6, L7, L9, D2, D7).
 *
 * @param write what of the document row is written
 * @param content whether content is needed: from the page if it is inline, else fetched
 */
record Classification(Bucket bucket, Write write, Need content, boolean restores) {

    enum Write {
        NOTHING,
        INSERT,
        /** Title, address, tags and versions as the listing has them. */
        LISTED_FACTS
    }

    enum Need {
        NONE,
        CONTENT
    }

    /** How the source lists it. */
    enum Disposition {
        WANTED,
        SKIPPED,
        FILTERED;

        String column() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * A listed item, reduced to what decides.
     *
     * @param digest of title, address, metadata and disposition
     */
    record Listed(String version, long digest, Disposition disposition) {}

    /**
     * The row of a document, reduced to what decides.
     *
     * @param contentVersion the version whose content is stored, if any is
     * @param fetchDue when its content is to be fetched, if it is
     * @param seenThisListing whether an earlier page of the same listing had it
     */
    record Stored(
            String version,
            long digest,
            Disposition disposition,
            Optional<String> contentVersion,
            Optional<Instant> fetchDue,
            int attempts,
            boolean tombstoned,
            boolean excluded,
            boolean seenThisListing) {}

    /**
     * The circumstances of the run.
     *
     * @param rereads whether unchanged documents are fetched again
     * @param retriesAll whether failed documents are tried again before their time
     */
    record Mode(boolean rereads, boolean retriesAll, Instant now) {}

    private static final Classification DUPLICATE = of(Bucket.DUPLICATES, Write.NOTHING, Need.NONE);
    private static final Classification EXCLUDED = of(Bucket.EXCLUDED, Write.NOTHING, Need.NONE);

    private static Classification of(Bucket bucket, Write write, Need content) {
        return new Classification(bucket, write, content, false);
    }

    static Classification unknown(Listed listed) {
        return switch (listed.disposition()) {
            case WANTED -> of(Bucket.ADDED, Write.INSERT, Need.CONTENT);
            case SKIPPED -> of(Bucket.SKIPPED, Write.INSERT, Need.NONE);
            case FILTERED -> of(Bucket.FILTERED, Write.INSERT, Need.NONE);
        };
    }

    static Classification known(Listed listed, Stored stored, Mode mode) {
        if (stored.seenThisListing()) {
            return DUPLICATE;
        }
        if (stored.excluded()) {
            return EXCLUDED;
        }
        return switch (listed.disposition()) {
            case FILTERED -> filtered(listed, stored);
            case SKIPPED -> new Classification(Bucket.SKIPPED, Write.LISTED_FACTS, Need.NONE, stored.tombstoned());
            case WANTED -> wanted(listed, stored, mode);
        };
    }

    /** A document that is stored and now filtered stays as it is here: it goes the way of removals, with their guard. */
    private static Classification filtered(Listed listed, Stored stored) {
        var isFilteredRow = stored.disposition() == Disposition.FILTERED;
        var write = isFilteredRow && stored.digest() != listed.digest() ? Write.LISTED_FACTS : Write.NOTHING;
        return of(Bucket.FILTERED, write, Need.NONE);
    }

    private static Classification wanted(Listed listed, Stored stored, Mode mode) {
        var changed = !stored.version().equals(listed.version());
        if (stored.disposition() == Disposition.FILTERED) {
            return new Classification(Bucket.ADDED, Write.LISTED_FACTS, Need.CONTENT, stored.tombstoned());
        }
        if (changed) {
            return new Classification(Bucket.UPDATED, Write.LISTED_FACTS, Need.CONTENT, stored.tombstoned());
        }
        if (stored.disposition() == Disposition.SKIPPED) {
            return skippedBefore(listed, stored, mode);
        }
        var hasContent =
                stored.contentVersion().filter(listed.version()::equals).isPresent();
        return hasContent && stored.fetchDue().isEmpty() ? unchanged(stored, mode) : due(stored, mode, hasContent);
    }

    private static Classification skippedBefore(Listed listed, Stored stored, Mode mode) {
        var tryAgain = mode.rereads() || stored.digest() != listed.digest();
        return new Classification(
                tryAgain ? Bucket.UPDATED : Bucket.SKIPPED,
                Write.LISTED_FACTS,
                tryAgain ? Need.CONTENT : Need.NONE,
                stored.tombstoned());
    }

    private static Classification unchanged(Stored stored, Mode mode) {
        return new Classification(
                Bucket.UNCHANGED, Write.LISTED_FACTS, mode.rereads() ? Need.CONTENT : Need.NONE, stored.tombstoned());
    }

    /** Listed before at this version, and still to be read: its content is not here, or was to be read again. */
    private static Classification due(Stored stored, Mode mode, boolean hasContent) {
        var waits = stored.attempts() > 0
                && !mode.retriesAll()
                && stored.fetchDue().filter(due -> due.isAfter(mode.now())).isPresent();
        if (waits) {
            return new Classification(Bucket.FAILED, Write.LISTED_FACTS, Need.NONE, stored.tombstoned());
        }
        var hadContent = stored.contentVersion().isPresent() ? Bucket.UPDATED : Bucket.ADDED;
        return new Classification(
                hasContent ? Bucket.UNCHANGED : hadContent, Write.LISTED_FACTS, Need.CONTENT, stored.tombstoned());
    }
}
