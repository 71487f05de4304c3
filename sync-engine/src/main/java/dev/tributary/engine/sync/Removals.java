package dev.tributary.engine.sync;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Removes documents, in batches, each one statement that proves the lease, writes the history and counts. */
final class Removals {

    private static final int BATCH = 2_000;

    private static final String LIVE = """
            d.tombstoned_at IS NULL AND d.excluded_at IS NULL AND NOT d.kept AND d.disposition <> 'filtered'""";

    private static String picked(String candidates) {
        return """
            %s, picked AS MATERIALIZED (
              %s AND d.id > :after AND EXISTS (SELECT FROM proof) ORDER BY d.id LIMIT :batch FOR UPDATE OF d)""".formatted(RunLedger.PROOF, candidates);
    }

    private static String tombstone(String candidates) {
        return """
            %s, upd AS (
              UPDATE document d SET tombstoned_at = :now, tombstone_listing = :listing, fetch_due = NULL,
                  updated_at = :now
              FROM picked WHERE d.id = picked.id RETURNING d.id),
            ev AS (
              INSERT INTO document_event (document_id, connector_id, run_id, at, kind, detail)
              SELECT id, :connector, :run, :now, 'tombstoned', :why FROM upd),
            counted AS (
              UPDATE sync_run SET tombstoned = tombstoned + (SELECT count(*) FROM upd)
              WHERE id = :run AND EXISTS (SELECT FROM upd))
            SELECT (SELECT count(*) FROM upd) AS documents, (SELECT coalesce(max(id), 0) FROM upd) AS last FROM proof""".formatted(picked(candidates));
    }

    private static String purge(String candidates) {
        return """
            %s, search AS (DELETE FROM chunk_search s USING picked WHERE s.document_id = picked.id),
            chunks AS (DELETE FROM chunk c USING picked WHERE c.document_id = picked.id),
            content AS (DELETE FROM document_content c USING picked WHERE c.document_id = picked.id),
            held AS (DELETE FROM held_removal h USING picked WHERE h.document_id = picked.id),
            gone AS (
              DELETE FROM document d USING picked WHERE d.id = picked.id
              RETURNING d.id, d.disposition, d.external_id, d.source_url, d.title),
            told AS (SELECT * FROM gone WHERE disposition <> 'filtered'),
            remembered AS (
              INSERT INTO purged_document
                  (connector_id, external_id, source_url, title, document_id, run_id, reason, purged_at)
              SELECT :connector, external_id, source_url, title, id, :run, :why, :now FROM told
              ON CONFLICT (connector_id, external_id) DO UPDATE SET source_url = excluded.source_url,
                  title = excluded.title, document_id = excluded.document_id, run_id = excluded.run_id,
                  reason = excluded.reason, purged_at = excluded.purged_at),
            ev AS (
              INSERT INTO document_event (document_id, connector_id, run_id, at, kind, detail)
              SELECT id, :connector, :run, :now, 'purged', :why FROM told),
            counted AS (
              UPDATE sync_run SET purged = purged + (SELECT count(*) FROM told)
              WHERE id = :run AND EXISTS (SELECT FROM told))
            SELECT (SELECT count(*) FROM gone) AS documents, (SELECT coalesce(max(id), 0) FROM gone) AS last FROM proof""".formatted(picked(candidates));
    }

    private record Batch(long documents, long last) {}

    private final DatabaseClient db;

    Removals(SyncParts parts) {
        this.db = parts.db();
    }

    /** Hides what the listing left out (D2). */
    Mono<Void> tombstoneMissing(RunScope scope, Listing listing, Instant now) {
        var missing = """
                SELECT d.id FROM listing_missing m JOIN document d ON d.id = m.document_id
                WHERE m.listing_id = :listing AND %s""".formatted(LIVE);
        return inBatches(
                scope,
                db.sql(tombstone(missing))
                        .bind("listing", listing.id())
                        .bind("now", now)
                        .bind("why", "a complete listing left it out"));
    }

    /** Holds no more what a listing has seen since, even one that did not come to its end (D4). */
    Mono<Void> releaseListed(RunScope scope) {
        var spec = db.sql("""
                        %s, gone AS (
                          DELETE FROM held_removal WHERE connector_id = :connector
                            AND EXISTS (SELECT FROM held_removal WHERE connector_id = :connector)
                            AND EXISTS (SELECT FROM proof) AND document_id IN (
                              SELECT unnest(p.document_ids) FROM listing l JOIN listing_page p ON p.listing_id = l.id
                              WHERE l.connector_id = :connector AND l.kind <> 'preview'))
                        SELECT true FROM proof""".formatted(RunLedger.PROOF));
        return RunLedger.proven(scope, spec, _ -> true).then();
    }

    /** Hides what a person has looked at and agreed to (D4). */
    Mono<Void> tombstoneHeld(RunScope scope, Instant now) {
        var held = """
                SELECT d.id FROM held_removal h JOIN document d ON d.id = h.document_id
                WHERE h.connector_id = :connector AND %s""".formatted(LIVE);
        return releaseListed(scope)
                .then(inBatches(
                        scope,
                        db.sql(tombstone(held))
                                .bindNull("listing", Long.class)
                                .bind("now", now)
                                .bind("why", "a person applied the held removal")))
                .then(forgetHeld(scope));
    }

    /** Removes for good what an earlier complete listing had left out, and rows that only said "filtered" (D2). */
    Mono<Void> purge(RunScope scope, Listing listing, Instant now) {
        var again = """
                SELECT d.id FROM listing_missing m JOIN document d ON d.id = m.document_id
                WHERE m.listing_id = :listing AND d.excluded_at IS NULL
                  AND (d.disposition = 'filtered' OR d.tombstoned_at IS NOT NULL
                    AND d.tombstone_listing IS DISTINCT FROM :listing)""";
        return inBatches(
                scope,
                db.sql(purge(again))
                        .bind("listing", listing.id())
                        .bind("now", now)
                        .bind("why", "a second complete listing left it out"));
    }

    /** Keeps all that is missing, for a person to decide, in place of what was held before (D4). */
    Mono<Void> hold(RunScope scope, Listing listing, Instant now) {
        var spec = db.sql("""
                        %s, picked AS MATERIALIZED (
                          SELECT d.id FROM listing_missing m JOIN document d ON d.id = m.document_id
                          WHERE m.listing_id = :listing AND %s AND EXISTS (SELECT FROM proof)),
                        ins AS (
                          INSERT INTO held_removal (connector_id, document_id, run_id, held_at)
                          SELECT :connector, id, :run, :now FROM picked ON CONFLICT DO NOTHING),
                        known AS MATERIALIZED (
                          SELECT h.document_id AS id, EXISTS (
                            SELECT FROM listing_missing m
                            WHERE m.listing_id = :listing AND m.document_id = h.document_id) AS stays
                          FROM held_removal h WHERE h.connector_id = :connector AND EXISTS (SELECT FROM proof)),
                        del AS (
                          DELETE FROM held_removal h USING known
                          WHERE h.connector_id = :connector AND h.document_id = known.id AND NOT known.stays),
                        counted AS (
                          UPDATE sync_run SET held = (SELECT count(*) FROM (
                            SELECT id FROM picked UNION SELECT id FROM known WHERE stays) held)
                          WHERE id = :run AND EXISTS (SELECT FROM proof))
                        SELECT true FROM proof""".formatted(RunLedger.PROOF, LIVE))
                .bind("run", scope.run())
                .bind("listing", listing.id())
                .bind("now", now);
        return RunLedger.proven(scope, spec, _ -> true).then();
    }

    Mono<Void> forgetHeld(RunScope scope) {
        var spec = db.sql("""
                %s, gone AS (DELETE FROM held_removal WHERE connector_id = :connector AND EXISTS (SELECT FROM proof))
                SELECT true FROM proof""".formatted(RunLedger.PROOF));
        return RunLedger.proven(scope, spec, _ -> true).then();
    }

    /** Hides what the source itself says is gone, at once (D1). Part of the page's transaction. */
    Mono<Void> tombstoneReported(RunScope scope, String[] externalIds, Instant now) {
        var reported = """
                SELECT d.id FROM document d
                WHERE d.connector_id = :connector AND d.external_id = ANY(:ids) AND %s""".formatted(LIVE);
        var spec = db.sql(tombstone(reported))
                .bind("ids", externalIds)
                .bind("run", scope.run())
                .bindNull("listing", Long.class)
                .bind("now", now)
                .bind("batch", externalIds.length)
                .bind("after", 0L)
                .bind("why", "the source reported it removed");
        return RunLedger.proven(scope, spec, Removals::batch).then();
    }

    /** Runs the statement until it finds nothing more. */
    private Mono<Void> inBatches(RunScope scope, DatabaseClient.GenericExecuteSpec statement) {
        return Mono.just(new Batch(BATCH, 0))
                .expand(before ->
                        before.documents() < BATCH ? Mono.empty() : batchAfter(scope, statement, before.last()))
                .then();
    }

    private Mono<Batch> batchAfter(RunScope scope, DatabaseClient.GenericExecuteSpec statement, long after) {
        return RunLedger.proven(
                scope, statement.bind("run", scope.run()).bind("batch", BATCH).bind("after", after), Removals::batch);
    }

    private static Batch batch(Readable row) {
        return new Batch(
                Objects.requireNonNull(row.get("documents", Long.class)),
                Objects.requireNonNull(row.get("last", Long.class)));
    }
}
