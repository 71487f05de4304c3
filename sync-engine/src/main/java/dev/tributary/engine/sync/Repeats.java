package dev.tributary.engine.sync;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Documents that two pages of a listing had, unchanged both times, were counted twice, since a page does not look at the
 * others for each of its items. At the end they move to the duplicates (L3), once per listing. Only pages whose ranges of
 * ids meet can have a document in common, and most listings have few of those.
 */
final class Repeats {

    private static final String REPEATED = """
            WITH pages AS (
              SELECT page, min_id, max_id, lead(min_id) OVER by_id AS next_min,
                  max(max_id) OVER (by_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS max_before
              FROM listing_page WHERE listing_id = :listing
              WINDOW by_id AS (ORDER BY min_id, page)),
            again AS MATERIALIZED (
              SELECT id, count(*) - 1 AS times, least(count(*) - 1, count(*) FILTER (WHERE page >= :first)) AS here
              FROM (
                SELECT page, unnest(document_ids) AS id FROM listing_page
                WHERE listing_id = :listing
                  AND page IN (SELECT page FROM pages WHERE min_id <= max_before OR max_id >= next_min)) seen
              GROUP BY id HAVING count(*) > 1)
            SELECT d.disposition, sum(again.here)::bigint AS here, sum(again.times)::bigint AS times
            FROM again JOIN document d USING (id) GROUP BY 1""";

    /**
     * Documents of a bucket that came again.
     *
     * @param here how many times on pages that this run stored
     * @param times how many times in all
     */
    private record Repeated(Bucket bucket, long here, long times) {}

    private final DatabaseClient db;
    private final TransactionalOperator transaction;
    private final RunLedger ledger;

    Repeats(SyncParts parts) {
        this.db = parts.db();
        this.transaction = parts.transaction();
        this.ledger = new RunLedger(parts.db());
    }

    /**
     * Counts those that this run listed again.
     *
     * @param first the first page that this run stored: what earlier pages repeat, earlier runs have counted
     * @return how many different documents the listing saw; empty if a run before has come this far with it, and may have
     *     removed some of them since
     */
    Mono<Optional<Long>> count(RunScope scope, Listing listing, long first) {
        var isOnePage = listing.pages() < 2;
        if (isOnePage || listing.duplicatesKnown() || !listing.listsOnce()) {
            return Mono.just(Optional.empty());
        }
        return repeated(listing, first)
                .collectList()
                .flatMap(repeats -> repeats.isEmpty()
                        ? settle(scope, listing)
                        : move(scope, repeats)
                                .flatMap(moved -> settle(scope, listing).map(ids -> ids - moved))
                                .as(transaction::transactional))
                .map(Optional::of);
    }

    private Mono<Long> move(RunScope scope, List<Repeated> repeats) {
        return Flux.fromIterable(repeats)
                .concatMap(some -> ledger.moveToDuplicates(scope, some.bucket(), some.here())
                        .thenReturn(some.times()))
                .reduce(0L, Long::sum);
    }

    /** Notes that the duplicates are known, and returns how many ids the pages have together. */
    private Mono<Long> settle(RunScope scope, Listing listing) {
        var spec = db.sql("""
                        %s, known AS (
                          UPDATE listing SET duplicates_known = true
                          WHERE id = :listing AND EXISTS (SELECT FROM proof))
                        SELECT (
                          SELECT coalesce(sum(cardinality(document_ids)), 0)::bigint
                          FROM listing_page WHERE listing_id = :listing)
                        FROM proof""".formatted(RunLedger.PROOF)).bind("listing", listing.id());
        return RunLedger.proven(scope, spec, row -> Objects.requireNonNull(row.get(0, Long.class)));
    }

    private Flux<Repeated> repeated(Listing listing, long first) {
        return db.sql(REPEATED)
                .bind("listing", listing.id())
                .bind("first", first)
                .map(row -> new Repeated(
                        PageStore.bucket(Classification.Disposition.valueOf(
                                Objects.requireNonNull(row.get("disposition", String.class))
                                        .toUpperCase(java.util.Locale.ROOT))),
                        Objects.requireNonNull(row.get("here", Long.class)),
                        Objects.requireNonNull(row.get("times", Long.class))))
                .all();
    }
}
