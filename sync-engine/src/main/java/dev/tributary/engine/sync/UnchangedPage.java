package dev.tributary.engine.sync;

import dev.tributary.engine.storage.Unnest;
import dev.tributary.engine.sync.PageStore.DistinctItems;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * The short way for a page on which nothing changed: one statement compares it, notes it as seen, moves cursor and counts
 * on, and proves the lease. It does nothing if any item differs or the lease is lost; the long way then tells which.
 */
final class UnchangedPage {

    private final DatabaseClient db;

    UnchangedPage(DatabaseClient db) {
        this.db = db;
    }

    /** Stores the page if nothing on it changed, and returns the listing after it. */
    Mono<PageStore.Stored> store(RunScope scope, Listing listing, PageStore.Page page) {
        var distinct = page.distinct();
        if (!page.removed().isEmpty()
                || distinct.unstorable() > 0
                || distinct.items().isEmpty()) {
            return Mono.empty();
        }
        return spec(scope, listing, distinct)
                .bind("ended", page.isLast())
                .bind("cursor", page.cursor().orElse(""))
                .bind("incomplete", page.incomplete().orElse(""))
                .fetch()
                .rowsUpdated()
                .filter(updated -> updated == 1)
                .map(_ -> new PageStore.Stored(listing.after(page, page.incomplete()), List.of()));
    }

    private DatabaseClient.GenericExecuteSpec spec(RunScope scope, Listing listing, DistinctItems distinct) {
        var unnest = Unnest.of(distinct.items())
                .text("external_id", ListedItem::id)
                .int8("digest", item -> item.listed().digest());
        return unnest.bind(db.sql(sql(unnest)))
                .bind("connector", scope.connector())
                .bind("lease", scope.lease())
                .bind("run", scope.run())
                .bind("listing", listing.id())
                .bind("page", listing.pages())
                .bind("rereads", listing.rereads())
                .bind("once", listing.listsOnce() ? listing.id() : 0L)
                .bind("items", (long) distinct.items().size())
                .bind("duplicates", (long) distinct.duplicates());
    }

    /** Commits need not wait for the disk: a database that crashes loses a few cursors here, never a document. */
    private static String sql(Unnest<ListedItem> items) {
        return """
            WITH p AS MATERIALIZED %s,
            sums AS MATERIALIZED (
              SELECT count(*) AS items, count(*) FILTER (WHERE d.disposition = 'skipped') AS skipped,
                  count(*) FILTER (WHERE d.disposition = 'filtered') AS filtered,
                  min(d.id) AS min_id, max(d.id) AS max_id, coalesce(array_agg(d.id), '{}') AS ids
              FROM p CROSS JOIN LATERAL %s d WHERE %s),
            proof AS MATERIALIZED (
              SELECT set_config('synchronous_commit', 'off', true) FROM connector
              WHERE id = :connector AND lease_token = :lease AND lease_until > clock_timestamp()
                AND (SELECT items FROM sums) = :items FOR SHARE),
            seen AS (
              INSERT INTO listing_page (listing_id, page, min_id, max_id, document_ids)
              SELECT :listing, :page, min_id, max_id, ids FROM sums WHERE EXISTS (SELECT FROM proof)),
            checkpoint AS (
              UPDATE listing SET pages = pages + 1, ended = :ended, cursor = coalesce(nullif(:cursor, ''), cursor),
                  incomplete_reason = coalesce(incomplete_reason, nullif(:incomplete, ''))
              WHERE id = :listing AND EXISTS (SELECT FROM proof))
            UPDATE sync_run SET pages = pages + 1, listed = listed + items + :duplicates,
                unchanged = unchanged + items - sums.skipped - sums.filtered,
                skipped = sync_run.skipped + sums.skipped, filtered = sync_run.filtered + sums.filtered,
                duplicates = duplicates + :duplicates
            FROM sums WHERE id = :run AND state = 'running' AND EXISTS (SELECT FROM proof)""".formatted(items.sql(), PageComparison.ROW, PageComparison.SAME);
    }
}
