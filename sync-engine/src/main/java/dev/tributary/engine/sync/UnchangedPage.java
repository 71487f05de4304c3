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

    /**
     * One walk along the unique index finds the rows of all ids: looking for each by itself takes twice as long. The
     * sub-selects keep the ids from the planner, which would weigh each of them, and might read the table instead, and the
     * connector, which may be younger than its statistics. What is found and what was listed meet in a full join, which is
     * never done by comparing each with each.
     *
     * <p>Commits need not wait for the disk: a database that crashes loses a few cursors here, never a document.
     */
    private static final String SQL = """
            WITH sums AS MATERIALIZED (
              SELECT count(*) AS items, count(d.id) AS found, count(*) FILTER (WHERE d.disposition = 'skipped') AS skipped,
                  count(*) FILTER (WHERE d.disposition = 'filtered') AS filtered,
                  min(d.id) AS min_id, max(d.id) AS max_id, array_agg(d.id) AS ids
              FROM unnest(:p_external_id::text[], :p_digest::int8[]) AS p(external_id, digest)
              FULL JOIN (
                SELECT d.id, d.external_id, d.listing_digest, d.disposition FROM document d
                WHERE d.connector_id = (SELECT :connector::bigint)
                  AND d.external_id = ANY((SELECT :p_external_id::text[])::text[])
                  AND %s) d
              ON d.external_id = p.external_id AND d.listing_digest = p.digest),
            proof AS MATERIALIZED (
              SELECT set_config('synchronous_commit', 'off', true) FROM connector
              WHERE id = :connector AND lease_token = :lease AND lease_until > clock_timestamp()
                AND (SELECT items = :items AND found = :items FROM sums) FOR KEY SHARE),
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
            FROM sums WHERE id = :run AND state = 'running' AND EXISTS (SELECT FROM proof)""".formatted(PageComparison.SETTLED);

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
                .map(_ -> new PageStore.Stored(listing.after(page), List.of()));
    }

    private DatabaseClient.GenericExecuteSpec spec(RunScope scope, Listing listing, DistinctItems distinct) {
        return Unnest.of(distinct.items())
                .text("external_id", ListedItem::id)
                .int8("digest", item -> item.listed().digest())
                .bind(db.sql(SQL))
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
}
