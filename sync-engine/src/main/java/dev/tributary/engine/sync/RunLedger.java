package dev.tributary.engine.sync;

import io.r2dbc.spi.Readable;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * The counts of a run. Each is moved on in the transaction that does what it counts, by a statement that proves the
 * lease (R3): it locks the connector's row against a take-over until that transaction ends, but not against renewals.
 */
final class RunLedger {

    /** To begin a statement with that writes only if there is a {@code proof}; needs {@code :connector} and {@code :lease}. */
    static final String PROOF = """
            WITH proof AS (
              SELECT 1 FROM connector
              WHERE id = :connector AND lease_token = :lease AND lease_until > clock_timestamp() FOR KEY SHARE)""";

    private final DatabaseClient db;

    RunLedger(DatabaseClient db) {
        this.db = db;
    }

    /** @param seen the documents that the page has, but for those that its comparison found unchanged and noted */
    Mono<Listing> pageStored(RunScope scope, Listing listing, PageStore.Page page, Tally tally, Long[] seen) {
        var spec = db.sql(PROOF + """
                        , checkpoint AS (
                          UPDATE listing SET pages = pages + 1, ended = :ended,
                              cursor = coalesce(nullif(:cursor, ''), cursor),
                              incomplete_reason = coalesce(incomplete_reason, nullif(:incomplete, ''))
                          WHERE id = :listing AND EXISTS (SELECT FROM proof)),
                        noted AS (
                          UPDATE listing_page SET document_ids = document_ids || s.ids,
                              min_id = least(min_id, s.lowest), max_id = greatest(max_id, s.highest)
                          FROM (SELECT array_agg(i) AS ids, min(i) AS lowest, max(i) AS highest
                            FROM unnest(:seen::int8[]) AS i HAVING count(*) > 0) s
                          WHERE listing_id = :listing AND page = :page AND EXISTS (SELECT FROM proof))
                        UPDATE sync_run SET pages = pages + 1, listed = listed + :listed,
                            added = added + :added, updated = updated + :updated, unchanged = unchanged + :unchanged,
                            skipped = skipped + :skipped, filtered = filtered + :filtered,
                            excluded = excluded + :excluded, failed = failed + :failed,
                            duplicates = duplicates + :duplicates, restored = restored + :restored,
                            refreshed = refreshed + :refreshed
                        WHERE id = :run AND state = 'running' AND EXISTS (SELECT FROM proof)""")
                .bind("listing", listing.id())
                .bind("page", listing.pages())
                .bind("seen", seen)
                .bind("ended", page.isLast())
                .bind("cursor", page.cursor().orElse(""))
                .bind("incomplete", page.incomplete().orElse(""))
                .bind("listed", tally.listed())
                .bind("restored", tally.restored())
                .bind("refreshed", tally.refreshed());
        for (var bucket : Bucket.values()) {
            if (bucket != Bucket.MOVED) {
                spec = spec.bind(bucket.column(), tally.of(bucket));
            }
        }
        return proven(scope, spec).thenReturn(listing.after(page));
    }

    /**
     * Proves the lease before a transaction writes: another run may have taken away what its statements rely on, or stored
     * the same rows, and they would fail otherwise.
     */
    Mono<Void> prove(RunScope scope) {
        return proven(scope, db.sql(PROOF + " SELECT true FROM proof"), _ -> true)
                .then();
    }

    /** Carries out a statement that answers from its proof, and so with nothing if the lease is lost. */
    static <T> Mono<T> proven(RunScope scope, DatabaseClient.GenericExecuteSpec spec, Function<Readable, T> answer) {
        return spec.bind("connector", scope.connector())
                .bind("lease", scope.lease())
                .map(answer)
                .one()
                .switchIfEmpty(Mono.error(() -> new LeaseLost(scope.run())));
    }

    /** Adds to counts outside the buckets, and moves items from bucket to bucket: the deltas may be negative. */
    Mono<Void> add(RunScope scope, Map<String, Long> deltas) {
        var changes = deltas.keySet().stream()
                .sorted()
                .map(column -> "%1$s = %1$s + :%1$s".formatted(column))
                .collect(Collectors.joining(", "));
        var spec =
                db.sql("%s UPDATE sync_run SET %s WHERE id = :run AND state = 'running' AND EXISTS (SELECT FROM proof)"
                        .formatted(PROOF, changes.isEmpty() ? "state = state" : changes));
        for (var delta : deltas.entrySet()) {
            spec = spec.bind(delta.getKey(), delta.getValue());
        }
        return proven(scope, spec);
    }

    /** Moves items of the bucket, as many as this run counted there at most: a slice before it may have counted them. */
    Mono<Void> moveToDuplicates(RunScope scope, Bucket bucket, long items) {
        var spec = db.sql("""
                        %1$s UPDATE sync_run SET %2$s = %2$s - least(%2$s, :items),
                            duplicates = duplicates + least(%2$s, :items)
                        WHERE id = :run AND state = 'running' AND EXISTS (SELECT FROM proof)""".formatted(PROOF, bucket.column())).bind("items", items);
        return proven(scope, spec);
    }

    private static Mono<Void> proven(RunScope scope, DatabaseClient.GenericExecuteSpec spec) {
        return spec.bind("connector", scope.connector())
                .bind("lease", scope.lease())
                .bind("run", scope.run())
                .fetch()
                .rowsUpdated()
                .flatMap(updated -> updated == 1 ? Mono.<Void>empty() : Mono.error(new LeaseLost(scope.run())));
    }
}
