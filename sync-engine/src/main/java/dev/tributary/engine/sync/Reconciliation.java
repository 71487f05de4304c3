package dev.tributary.engine.sync;

import dev.tributary.engine.sync.DeletionGuard.Evidence;
import io.r2dbc.postgresql.codec.Json;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * What becomes of the documents that a complete listing left out: candidate, evidence, tombstone, purge (D1 to D7). Each
 * step is a transaction that proves the lease; a crash between two of them leaves a state from which the next run comes
 * to the same end.
 */
final class Reconciliation {

    /**
     * Documents of the connector that the listing did not see. Rows are few or the guard holds them: what a listing saw
     * stays in its pages and is compared by one anti-join.
     */
    static final String MISSING = """
            SELECT d.id FROM document d
            WHERE d.connector_id = :connector AND NOT EXISTS (
              SELECT 1 FROM (SELECT unnest(document_ids) AS id FROM listing_page WHERE listing_id = :listing) seen
              WHERE seen.id = d.id)""";

    static final String LIVE = """
            tombstoned_at IS NULL AND excluded_at IS NULL AND NOT kept AND disposition <> 'filtered'""";

    private final DatabaseClient db;
    private final Removals removals;
    private final Moves moves;

    Reconciliation(SyncParts parts) {
        this.db = parts.db();
        this.removals = new Removals(parts);
        this.moves = new Moves(parts);
    }

    /**
     * Deals with what the listing left out.
     *
     * @param seen how many different documents the listing saw, if that is known
     */
    Mono<Void> reconcile(RunStore.Begun run, Listing listing, Optional<Long> seen, Instant now) {
        return collectMissing(run.scope(), listing, seen)
                .flatMap(any ->
                        any ? moves.apply(run.scope(), listing, now).then(anyMissing(listing)) : Mono.just(false))
                .flatMap(any -> any
                        ? evidence(run, listing).flatMap(found -> carryOut(run.scope(), listing, found, now))
                        : nothingMissing(run.scope()));
    }

    /** The number of documents that would be tombstoned, without writing any. */
    Mono<Long> preview(RunScope scope, Listing listing) {
        return db.sql("SELECT count(*) FROM document WHERE %s AND id IN (%s)".formatted(LIVE, MISSING))
                .bind("connector", scope.connector())
                .bind("listing", listing.id())
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
    }

    /**
     * Notes what is missing, in place of what a run before noted that did not come to the end; tells whether anything is.
     * A listing that saw as many documents as there are left none out: only if the numbers differ are they compared.
     */
    private Mono<Boolean> collectMissing(RunScope scope, Listing listing, Optional<Long> seen) {
        var spec = db.sql("""
                        %s, missing AS MATERIALIZED (%s
                          AND (SELECT count(*) FROM document WHERE connector_id = :connector) <> :seen),
                        listed_again AS (
                          DELETE FROM listing_missing WHERE listing_id = :listing AND EXISTS (SELECT FROM proof)
                            AND NOT EXISTS (SELECT FROM missing WHERE missing.id = document_id)),
                        noted AS (
                          INSERT INTO listing_missing (listing_id, document_id)
                          SELECT :listing, id FROM missing WHERE EXISTS (SELECT FROM proof) ON CONFLICT DO NOTHING)
                        SELECT EXISTS (SELECT FROM missing) FROM proof""".formatted(RunLedger.PROOF, MISSING))
                .bind("seen", seen.orElse(-1L))
                .bind("listing", listing.id());
        return RunLedger.proven(scope, spec, row -> Boolean.TRUE.equals(row.get(0, Boolean.class)));
    }

    private Mono<Boolean> anyMissing(Listing listing) {
        return db.sql("SELECT EXISTS (SELECT 1 FROM listing_missing WHERE listing_id = :listing)")
                .bind("listing", listing.id())
                .map(row -> Boolean.TRUE.equals(row.get(0, Boolean.class)))
                .one();
    }

    /** There is nothing to suspect, and nothing to hold any more. */
    private Mono<Void> nothingMissing(RunScope scope) {
        return db.sql("""
                        %s, forgotten AS (
                          DELETE FROM held_removal WHERE connector_id = :connector AND EXISTS (SELECT FROM proof))
                        UPDATE connector SET suspect_listing = NULL
                        WHERE id = :connector AND EXISTS (SELECT FROM proof)""".formatted(RunLedger.PROOF))
                .bind("connector", scope.connector())
                .bind("lease", scope.lease())
                .fetch()
                .rowsUpdated()
                .flatMap(updated -> updated == 1 ? Mono.<Void>empty() : Mono.error(new LeaseLost(scope.run())));
    }

    private Mono<Evidence> evidence(RunStore.Begun run, Listing listing) {
        var confirmed = run.connector()
                .confirmedScope()
                .filter(run.connector().scope()::equals)
                .isPresent();
        return db.sql("""
                        SELECT count(*) FILTER (WHERE d.added_listing IS DISTINCT FROM :listing) AS owned,
                            count(*) FILTER (WHERE m.document_id IS NULL) AS listed,
                            count(m.document_id) AS missing
                        FROM document d
                        LEFT JOIN listing_missing m ON m.listing_id = :listing AND m.document_id = d.id
                        WHERE d.connector_id = :connector AND %s""".formatted(LIVE))
                .bind("connector", run.scope().connector())
                .bind("listing", listing.id())
                .map(row -> new Evidence(
                        Objects.requireNonNull(row.get("owned", Long.class)),
                        Objects.requireNonNull(row.get("listed", Long.class)),
                        Objects.requireNonNull(row.get("missing", Long.class)),
                        run.connector().suspectBefore(),
                        confirmed))
                .one();
    }

    private Mono<Void> carryOut(RunScope scope, Listing listing, Evidence evidence, Instant now) {
        var remember = rememberSuspicion(scope, evidence);
        return switch (DeletionGuard.verdict(evidence)) {
            case SUSPECT -> remember.then(doubt(scope, evidence));
            case HOLD -> remember.then(removals.purge(scope, listing, now)).then(removals.hold(scope, listing, now));
            case PROCEED ->
                remember.then(removals.purge(scope, listing, now))
                        .then(removals.tombstoneMissing(scope, listing, now))
                        .then(removals.forgetHeld(scope));
        };
    }

    private Mono<Void> doubt(RunScope scope, Evidence evidence) {
        return db.sql("UPDATE sync_run SET remark = :remark WHERE id = :run AND state = 'running'")
                .bind("remark", DeletionGuard.doubt(evidence))
                .bind("run", scope.run())
                .then();
    }

    private Mono<Void> rememberSuspicion(RunScope scope, Evidence evidence) {
        var suspect = DeletionGuard.suspect(evidence);
        var spec = db.sql(
                        "UPDATE connector SET suspect_listing = :suspect WHERE id = :connector AND lease_token = :lease")
                .bind("connector", scope.connector())
                .bind("lease", scope.lease());
        spec = suspect
                ? spec.bind(
                        "suspect",
                        Json.of("{\"listed\": %d, \"owned\": %d}".formatted(evidence.listed(), evidence.owned())))
                : spec.bindNull("suspect", Json.class);
        return spec.fetch()
                .rowsUpdated()
                .flatMap(updated -> updated == 1 ? Mono.<Void>empty() : Mono.error(new LeaseLost(scope.run())));
    }
}
