package dev.tributary.engine.sync;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Removes documents, in batches, each a transaction that proves the lease and writes the history. */
final class Removals {

    private static final int BATCH = 2_000;

    private static final String LIVE = """
            d.tombstoned_at IS NULL AND d.excluded_at IS NULL AND NOT d.kept AND d.disposition <> 'filtered'""";

    private static String tombstone(String picked) {
        return """
            WITH picked AS MATERIALIZED (%s AND d.id > :after ORDER BY d.id LIMIT :batch FOR UPDATE OF d),
            upd AS (
              UPDATE document d SET tombstoned_at = :now, tombstone_listing = :listing, fetch_due = NULL,
                  updated_at = :now
              FROM picked WHERE d.id = picked.id RETURNING d.id),
            ev AS (
              INSERT INTO document_event (document_id, connector_id, run_id, at, kind, detail)
              SELECT id, :connector, :run, :now, 'tombstoned', :why FROM upd)
            SELECT count(*) AS documents, coalesce(max(id), 0) AS last FROM upd""".formatted(picked);
    }

    private static String purge(String picked) {
        return """
            WITH picked AS MATERIALIZED (%s AND d.id > :after ORDER BY d.id LIMIT :batch FOR UPDATE OF d),
            search AS (DELETE FROM chunk_search s USING picked WHERE s.document_id = picked.id),
            chunks AS (DELETE FROM chunk c USING picked WHERE c.document_id = picked.id),
            content AS (DELETE FROM document_content c USING picked WHERE c.document_id = picked.id),
            held AS (DELETE FROM held_removal h USING picked WHERE h.document_id = picked.id),
            gone AS (
              DELETE FROM document d USING picked WHERE d.id = picked.id
              RETURNING d.id, d.disposition, d.external_id, d.source_url, d.title),
            remembered AS (
              INSERT INTO purged_document
                  (connector_id, external_id, source_url, title, document_id, run_id, reason, purged_at)
              SELECT :connector, external_id, source_url, title, id, :run, :why, :now
              FROM gone WHERE disposition <> 'filtered'
              ON CONFLICT (connector_id, external_id) DO UPDATE SET source_url = excluded.source_url,
                  title = excluded.title, document_id = excluded.document_id, run_id = excluded.run_id,
                  reason = excluded.reason, purged_at = excluded.purged_at),
            ev AS (
              INSERT INTO document_event (document_id, connector_id, run_id, at, kind, detail)
              SELECT id, :connector, :run, :now, 'purged', :why FROM gone WHERE disposition <> 'filtered')
            SELECT count(*) AS documents, coalesce(max(id), 0) AS last FROM gone""".formatted(picked);
    }

    private record Batch(long documents, long last) {}

    private final DatabaseClient db;
    private final TransactionalOperator transaction;
    private final RunLedger ledger;

    Removals(SyncParts parts) {
        this.db = parts.db();
        this.transaction = parts.transaction();
        this.ledger = new RunLedger(parts.db());
    }

    /** Hides what the listing left out (D2). */
    Mono<Void> tombstoneMissing(RunScope scope, Listing listing, Instant now) {
        var picked = """
                SELECT d.id FROM listing_missing m JOIN document d ON d.id = m.document_id
                WHERE m.listing_id = :listing AND %s""".formatted(LIVE);
        return inBatches(
                scope,
                "tombstoned",
                db.sql(tombstone(picked))
                        .bind("listing", listing.id())
                        .bind("now", now)
                        .bind("why", "a complete listing left it out"));
    }

    /** Hides what a person has looked at and agreed to (D4). */
    Mono<Void> tombstoneHeld(RunScope scope, Instant now) {
        var picked = """
                SELECT d.id FROM held_removal h JOIN document d ON d.id = h.document_id
                WHERE h.connector_id = :connector AND %s""".formatted(LIVE);
        return inBatches(
                        scope,
                        "tombstoned",
                        db.sql(tombstone(picked))
                                .bindNull("listing", Long.class)
                                .bind("now", now)
                                .bind("why", "a person applied the held removal"))
                .then(forgetHeld(scope));
    }

    /** Removes for good what an earlier complete listing had left out, and rows that only said "filtered" (D2). */
    Mono<Void> purge(RunScope scope, Listing listing, Instant now) {
        var before = """
                SELECT d.id FROM listing_missing m JOIN document d ON d.id = m.document_id
                WHERE m.listing_id = :listing AND d.tombstoned_at IS NOT NULL AND d.excluded_at IS NULL
                  AND d.tombstone_listing IS DISTINCT FROM :listing""";
        var filtered = """
                SELECT d.id FROM listing_missing m JOIN document d ON d.id = m.document_id
                WHERE m.listing_id = :listing AND d.disposition = 'filtered' AND d.excluded_at IS NULL""";
        return inBatches(scope, "purged", purging(before, listing, now))
                .then(inBatches(scope, "", purging(filtered, listing, now)));
    }

    private DatabaseClient.GenericExecuteSpec purging(String picked, Listing listing, Instant now) {
        return db.sql(purge(picked))
                .bind("listing", listing.id())
                .bind("now", now)
                .bind("why", "a second complete listing left it out");
    }

    /** Keeps all that is missing, for a person to decide, in place of what was held before (D4). */
    Mono<Void> hold(RunScope scope, Listing listing, Instant now) {
        return db.sql("""
                        INSERT INTO held_removal (connector_id, document_id, run_id, held_at)
                        SELECT :connector, d.id, :run, :now
                        FROM listing_missing m JOIN document d ON d.id = m.document_id
                        WHERE m.listing_id = :listing AND %s ON CONFLICT DO NOTHING""".formatted(LIVE))
                .bind("connector", scope.connector())
                .bind("run", scope.run())
                .bind("listing", listing.id())
                .bind("now", now)
                .then()
                .then(db.sql("""
                                DELETE FROM held_removal h WHERE h.connector_id = :connector AND NOT EXISTS (
                                  SELECT 1 FROM listing_missing m
                                  WHERE m.listing_id = :listing AND m.document_id = h.document_id)""")
                        .bind("connector", scope.connector())
                        .bind("listing", listing.id())
                        .then())
                .then(db.sql("SELECT count(*) FROM held_removal WHERE connector_id = :connector")
                        .bind("connector", scope.connector())
                        .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                        .one())
                .flatMap(held -> ledger.add(scope, Map.of("held", held)))
                .as(transaction::transactional);
    }

    Mono<Void> forgetHeld(RunScope scope) {
        return ledger.prove(scope)
                .then(db.sql("DELETE FROM held_removal WHERE connector_id = :connector")
                        .bind("connector", scope.connector())
                        .then())
                .as(transaction::transactional);
    }

    /** Hides what the source itself says is gone, at once (D1). Part of the page's transaction. */
    Mono<Long> tombstoneReported(RunScope scope, String[] externalIds, Instant now) {
        var picked = """
                SELECT d.id FROM document d
                WHERE d.connector_id = :connector AND d.external_id = ANY(:ids) AND %s""".formatted(LIVE);
        return db.sql(tombstone(picked))
                .bind("ids", externalIds)
                .bind("connector", scope.connector())
                .bind("run", scope.run())
                .bindNull("listing", Long.class)
                .bind("now", now)
                .bind("batch", externalIds.length)
                .bind("after", 0L)
                .bind("why", "the source reported it removed")
                .map(Removals::batch)
                .one()
                .map(Batch::documents);
    }

    /** Runs the statement until it finds nothing more, counting its rows under {@code count} unless that is empty. */
    private Mono<Void> inBatches(RunScope scope, String count, DatabaseClient.GenericExecuteSpec statement) {
        return Mono.just(new Batch(BATCH, 0))
                .expand(before ->
                        before.documents() == 0 ? Mono.empty() : batchAfter(scope, count, statement, before.last()))
                .then();
    }

    private Mono<Batch> batchAfter(
            RunScope scope, String count, DatabaseClient.GenericExecuteSpec statement, long after) {
        return statement
                .bind("connector", scope.connector())
                .bind("run", scope.run())
                .bind("batch", BATCH)
                .bind("after", after)
                .map(Removals::batch)
                .one()
                .flatMap(batch -> ledger.add(scope, count.isEmpty() ? Map.of() : Map.of(count, batch.documents()))
                        .thenReturn(batch))
                .as(transaction::transactional);
    }

    private static Batch batch(Readable row) {
        return new Batch(
                Objects.requireNonNull(row.get("documents", Long.class)),
                Objects.requireNonNull(row.get("last", Long.class)));
    }
}
