package dev.tributary.engine.sync;

import dev.tributary.connector.Connector;
import dev.tributary.connector.Coverage;
import dev.tributary.connector.DocumentPage;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ListsChanges.ChangePage;
import dev.tributary.connector.Tags;
import dev.tributary.engine.content.Extracted;
import dev.tributary.engine.content.Extraction;
import dev.tributary.engine.sync.Classification.Disposition;
import dev.tributary.engine.sync.Classification.Mode;
import dev.tributary.engine.sync.ListedWrites.Row;
import dev.tributary.engine.sync.PageComparison.Differences;
import dev.tributary.engine.sync.PageDecisions.Decided;
import dev.tributary.engine.sync.PageDecisions.Known;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Stores one page of a listing with its cursor and counts in one transaction that proves the lease (R3, R4). */
final class PageStore {

    /** PostgreSQL indexes no longer keys; a source that has them says so on the page. */
    private static final int LONGEST_ID = 2_000;

    private final TransactionalOperator transaction;
    private final PageComparison comparison;
    private final ListedWrites writes;
    private final RunLedger ledger;
    private final Removals removals;
    private final Extraction extraction;
    private final UnchangedPage unchanged;

    /** Pages are alike: after one without changes the short way is tried first. Pages come one at a time. */
    private volatile boolean lastWasUnchanged = true;

    PageStore(SyncParts parts) {
        var db = parts.db();
        this.transaction = parts.transaction();
        this.comparison = new PageComparison(db);
        this.writes = new ListedWrites(db, parts.json());
        this.ledger = new RunLedger(db);
        this.unchanged = new UnchangedPage(db);
        this.removals = new Removals(parts);
        this.extraction = parts.extraction();
    }

    /**
     * A page on its way into the store, with all that can be worked out before its transaction begins.
     *
     * @param removed what the source reports as gone (D1)
     * @param cursor where the listing or the feed goes on; empty after the last page of a listing
     */
    record Page(
            DistinctItems distinct,
            List<String> removed,
            Optional<String> incomplete,
            Optional<String> cursor,
            boolean isLast) {

        static Page of(DocumentPage page) {
            var distinct = DistinctItems.of(page.documents());
            var incomplete = page.coverage() instanceof Coverage.Partial(String reason)
                    ? Optional.of(reason)
                    : distinct.incomplete();
            return switch (page) {
                case DocumentPage.More more ->
                    new Page(distinct, List.of(), incomplete, Optional.of(more.nextCursor()), false);
                case DocumentPage.Last _ -> new Page(distinct, List.of(), incomplete, Optional.empty(), true);
            };
        }

        static Page of(ChangePage page) {
            var distinct = DistinctItems.of(page.changed());
            return new Page(
                    distinct, page.removed(), distinct.incomplete(), Optional.of(page.nextToken()), page.caughtUp());
        }
    }

    /** The listing as it stands after a page, and what was decided about items that were not simply unchanged. */
    record Stored(Listing listing, List<Decided> decided) {

        /** Whether the page left contents to be read. */
        boolean deferred() {
            return decided.stream().anyMatch(one -> one.needsContent() && !one.isInline());
        }
    }

    Mono<Stored> store(RunScope scope, Connector connector, Listing listing, Page page, Mode mode) {
        var changed = Mono.defer(() -> storeChanged(scope, connector, listing, page, mode))
                .doOnNext(_ -> lastWasUnchanged = false);
        return lastWasUnchanged
                ? unchanged.store(scope, listing, page).switchIfEmpty(changed)
                : changed.doOnNext(stored -> lastWasUnchanged = stored.decided().isEmpty());
    }

    private Mono<Stored> storeChanged(RunScope scope, Connector connector, Listing listing, Page page, Mode mode) {
        var distinct = page.distinct();
        return ledger.prove(scope)
                .then(comparison.compare(scope, listing, distinct.items()))
                .flatMap(found -> comparison.settled(scope, found, page.removed()))
                .publishOn(Schedulers.parallel())
                .flatMap(found -> {
                    var decided = decide(distinct.items(), found, mode);
                    return written(scope, connector, listing, decided, mode).flatMap(written -> {
                        var tally = tally(found, written.rows()).list(Bucket.DUPLICATES, distinct.duplicates());
                        tally.list(Bucket.SKIPPED, distinct.unstorable());
                        var seen = Stream.concat(written.fresh().stream(), seen(decided));
                        return reportedRemovals(scope, page, mode)
                                .then(ledger.pageStored(scope, listing, page, tally, seen.toArray(Long[]::new)))
                                .map(after -> new Stored(after, decided));
                    });
                })
                .as(transaction::transactional);
    }

    /**
     * What was decided about.
     *
     * @param fresh the ids of new documents
     */
    private record Written(List<Row> rows, List<Long> fresh) {}

    /** Writes what is new and what changed. */
    private Mono<Written> written(
            RunScope scope, Connector connector, Listing listing, List<Decided> decided, Mode mode) {
        if (listing.kind() == Listing.Kind.PREVIEW) {
            return Mono.just(new Written(
                    decided.stream()
                            .map(one -> new Row(one, Tags.NONE, Optional.empty()))
                            .toList(),
                    List.of()));
        }
        var isNew = decided.stream().collect(Collectors.partitioningBy(Decided::inserts));
        var fresh = Objects.requireNonNull(isNew.get(true));
        var known = Objects.requireNonNull(isNew.get(false));
        var inserts = Flux.fromIterable(fresh).map(one -> row(connector, one)).cache();
        return writes.insert(scope, listing, inserts, fresh.size(), mode.now()).flatMap(ids -> {
            var rows = known.stream().map(one -> row(connector, one)).toList();
            return writes.update(scope, listing, updates(rows), mode.now())
                    .thenMany(inserts)
                    .concatWithValues(rows.toArray(Row[]::new))
                    .collectList()
                    .map(all -> new Written(all, List.of(ids)));
        });
    }

    private static List<Row> updates(List<Row> rows) {
        return rows.stream().filter(row -> row.decided().updates()).toList();
    }

    private Mono<Void> reportedRemovals(RunScope scope, Page page, Mode mode) {
        return page.removed().isEmpty()
                ? Mono.empty()
                : removals.tombstoneReported(scope, page.removed().toArray(String[]::new), mode.now());
    }

    private static Stream<Long> seen(List<Decided> decided) {
        return decided.stream()
                .filter(Decided::isSeen)
                .flatMap(one -> one.known().stream())
                .map(Known::id);
    }

    static List<Decided> decide(List<ListedItem> items, Differences found, Mode mode) {
        return found.changedOrNew().stream()
                .map(place -> {
                    var item = items.get(place);
                    var known = Optional.ofNullable(found.known().get(place));
                    var what = known.map(row -> Classification.known(item.listed(), row.stored(), mode))
                            .orElseGet(() -> Classification.unknown(item.listed()));
                    return new Decided(item, known, what);
                })
                .toList();
    }

    private Row row(Connector connector, Decided decided) {
        var document = decided.item().document();
        var inline = decided.needsContent() && decided.isInline()
                ? Optional.of(extraction.extract(document.content(), document.title()))
                : Optional.<Extracted>empty();
        return new Row(decided, connector.mapTags(document.metadata()), inline);
    }

    static Tally tally(Differences found, List<Row> rows) {
        var tally = new Tally();
        found.unchanged().forEach((disposition, items) -> tally.list(bucket(disposition), items));
        for (var row : rows) {
            tally.list(row.bucket(), 1);
            if (row.decided().what().restores()) {
                tally.restore();
            }
            if (row.bucket() == Bucket.UNCHANGED && row.decided().isRefresh()) {
                tally.refresh();
            }
        }
        return tally;
    }

    /** Where items are counted that are exactly as stored. */
    static Bucket bucket(Disposition unchanged) {
        return switch (unchanged) {
            case WANTED -> Bucket.UNCHANGED;
            case SKIPPED -> Bucket.SKIPPED;
            case FILTERED -> Bucket.FILTERED;
        };
    }

    /** The items of a page without the ids that came before in it, and without ids that cannot be stored. */
    record DistinctItems(List<ListedItem> items, int duplicates, int unstorable) {

        static DistinctItems of(List<ExternalDocument> documents) {
            var ids = HashSet.<String>newHashSet(documents.size());
            var items = new ArrayList<ListedItem>(documents.size());
            var unstorable = 0;
            for (var document : documents) {
                if (!isStorable(document.externalId())) {
                    unstorable++;
                } else if (ids.add(document.externalId())) {
                    items.add(ListedItem.of(document));
                }
            }
            return new DistinctItems(items, documents.size() - items.size() - unstorable, unstorable);
        }

        Optional<String> incomplete() {
            return unstorable == 0
                    ? Optional.empty()
                    : Optional.of("%d documents have ids over %d bytes or with NUL characters in them"
                            .formatted(unstorable, LONGEST_ID));
        }

        private static boolean isStorable(String id) {
            return id.indexOf('\0') < 0
                    && (id.length() <= LONGEST_ID / 3 || id.getBytes(StandardCharsets.UTF_8).length <= LONGEST_ID);
        }
    }
}
