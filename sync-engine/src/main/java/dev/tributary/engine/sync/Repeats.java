package dev.tributary.engine.sync;

import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Documents that two pages of a listing had, unchanged both times, were counted twice, since a page does not look at the
 * others for each of its items. At the end they move to the duplicates (L3), once per listing.
 */
final class Repeats {

    private record Repeated(Bucket bucket, long items) {}

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
     */
    Mono<Void> count(RunScope scope, Listing listing, long first) {
        var isOnePage = listing.pages() < 2;
        if (isOnePage || listing.duplicatesKnown() || !listing.listsOnce()) {
            return Mono.empty();
        }
        return ledger.prove(scope)
                .thenMany(repeated(listing, first))
                .concatMap(some -> ledger.moveToDuplicates(scope, some.bucket(), some.items()))
                .then(db.sql("UPDATE listing SET duplicates_known = true WHERE id = :listing")
                        .bind("listing", listing.id())
                        .then())
                .as(transaction::transactional);
    }

    private Flux<Repeated> repeated(Listing listing, long first) {
        return db.sql("""
                        WITH again AS MATERIALIZED (
                          SELECT id, least(count(*) - 1, count(*) FILTER (WHERE page >= :first)) AS times
                          FROM (SELECT page, unnest(document_ids) AS id FROM listing_page
                            WHERE listing_id = :listing) seen
                          GROUP BY id HAVING count(*) > 1)
                        SELECT d.disposition, sum(again.times)::bigint AS items
                        FROM again JOIN document d USING (id) GROUP BY 1""")
                .bind("listing", listing.id())
                .bind("first", first)
                .map(row -> new Repeated(
                        PageStore.bucket(Classification.Disposition.valueOf(
                                Objects.requireNonNull(row.get("disposition", String.class))
                                        .toUpperCase(java.util.Locale.ROOT))),
                        Objects.requireNonNull(row.get("items", Long.class))))
                .all();
    }
}
