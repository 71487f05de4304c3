package dev.tributary.engine.sync;

import dev.tributary.connector.ExternalDocument;
import dev.tributary.engine.sync.Classification.Stored;
import dev.tributary.engine.sync.Classification.Write;
import java.util.Optional;

/** The vocabulary of storing one page. */
final class PageDecisions {

    /** The row that a listed item belongs to. */
    record Known(long id, Stored stored) {}

    /** An item of the page that is not simply unchanged, and what is done about it. */
    record Decided(ListedItem item, Optional<Known> known, Classification what) {

        boolean inserts() {
            return what.write() == Write.INSERT;
        }

        boolean updates() {
            return what.write() == Write.LISTED_FACTS;
        }

        boolean needsContent() {
            return what.content() == Classification.Need.CONTENT;
        }

        /** Whether the page says all there is of its content. */
        boolean isInline() {
            return !(item.document().content() instanceof ExternalDocument.Content.Deferred);
        }

        /** Whether the document counts as present, so that it is no candidate for removal. */
        boolean isSeen() {
            var leavesScope = what.bucket() == Bucket.FILTERED
                    && known.filter(row -> row.stored().disposition() != Classification.Disposition.FILTERED)
                            .isPresent();
            return what.bucket() != Bucket.DUPLICATES && !leavesScope;
        }

        /** What the document's history says about it, if anything. */
        Optional<String> event() {
            if (what.restores()) {
                return Optional.of("restored");
            }
            return switch (what.bucket()) {
                case ADDED, UPDATED -> Optional.of(what.bucket().column());
                case SKIPPED -> isNewVersion() ? Optional.of("skipped") : Optional.empty();
                case UNCHANGED -> isRefresh() ? Optional.of("refreshed") : Optional.empty();
                case MOVED, FILTERED, EXCLUDED, FAILED, DUPLICATES -> Optional.empty();
            };
        }

        Optional<String> eventDetail() {
            return isNewVersion()
                    ? known.map(row -> "%s → %s"
                            .formatted(row.stored().version(), item.listed().version()))
                    : Optional.empty();
        }

        boolean isRefresh() {
            return known.filter(row -> row.stored().digest() != item.listed().digest())
                    .isPresent();
        }

        private boolean isNewVersion() {
            return known.filter(
                            row -> !row.stored().version().equals(item.listed().version()))
                    .isPresent();
        }
    }

    private PageDecisions() {}
}
