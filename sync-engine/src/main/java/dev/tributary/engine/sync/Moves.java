package dev.tributary.engine.sync;

import dev.tributary.engine.storage.Unnest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A missing document and a new one with the same content are one document that moved (D5): the old row takes the new
 * place and keeps its history, chunks and id.
 */
final class Moves {

    private static final int BATCH = 500;

    private static final String PAIRS = """
            WITH gone AS (
              SELECT d.id, d.content_digest,
                  row_number() OVER (PARTITION BY d.content_digest ORDER BY d.title, d.id) AS n
              FROM listing_missing m JOIN document d ON d.id = m.document_id
              WHERE m.listing_id = :listing AND d.content_size > 0 AND d.excluded_at IS NULL
                AND d.disposition = 'wanted'),
            fresh AS (
              SELECT d.id, d.content_digest, d.external_id,
                  row_number() OVER (PARTITION BY d.content_digest ORDER BY d.title, d.id) AS n
              FROM document d
              WHERE d.connector_id = :connector AND d.added_listing = :listing AND d.content_size > 0
                AND d.excluded_at IS NULL AND d.tombstoned_at IS NULL AND d.disposition = 'wanted'
                AND EXISTS (SELECT 1 FROM gone WHERE gone.content_digest = d.content_digest))
            SELECT gone.id AS old, fresh.id AS new, fresh.external_id FROM gone JOIN fresh USING (content_digest, n) LIMIT :batch""";

    private record Pair(long old, long fresh, String externalId) {}

    private final DatabaseClient db;
    private final TransactionalOperator transaction;
    private final RunLedger ledger;

    Moves(SyncParts parts) {
        this.db = parts.db();
        this.transaction = parts.transaction();
        this.ledger = new RunLedger(parts.db());
    }

    /** Looks among what is missing for what moved; mostly nothing has. */
    Mono<Void> apply(RunScope scope, Listing listing, Instant now) {
        var batches = batch(scope, listing, now)
                .repeat()
                .takeUntil(moved -> moved < BATCH)
                .then();
        return pairs(scope, listing).count().flatMap(found -> found > 0 ? batches : Mono.empty());
    }

    private Mono<Integer> batch(RunScope scope, Listing listing, Instant now) {
        return ledger.prove(scope)
                .thenMany(pairs(scope, listing))
                .collectList()
                .flatMap(pairs -> pairs.isEmpty()
                        ? Mono.just(0)
                        : move(scope, listing, pairs, now).thenReturn(pairs.size()))
                .as(transaction::transactional);
    }

    private Flux<Pair> pairs(RunScope scope, Listing listing) {
        return db.sql(PAIRS)
                .bind("listing", listing.id())
                .bind("connector", scope.connector())
                .bind("batch", BATCH)
                .map(row -> new Pair(
                        Objects.requireNonNull(row.get("old", Long.class)),
                        Objects.requireNonNull(row.get("new", Long.class)),
                        Objects.requireNonNull(row.get("external_id", String.class))))
                .all();
    }

    private Mono<Void> move(RunScope scope, Listing listing, List<Pair> pairs, Instant now) {
        var fresh = pairs.stream().map(Pair::fresh).toArray(Long[]::new);
        return countedHere(scope, fresh)
                .flatMap(counted -> clear(fresh)
                        .then(take(scope, listing, pairs, now))
                        .then(retitle(scope, pairs))
                        .then(seen(listing, pairs))
                        .then(ledger.add(
                                scope, counted == 0 ? Map.of() : Map.of("added", -counted, "moved", counted))));
    }

    /** How many of the new ones this run counted as added; a slice before it may have. */
    private Mono<Long> countedHere(RunScope scope, Long[] fresh) {
        return db.sql("SELECT count(*) FROM document WHERE id = ANY(:fresh) AND bucket_run = :run AND bucket = 'added'")
                .bind("fresh", fresh)
                .bind("run", scope.run())
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
    }

    /** The new rows give up their place and all that hangs on them. */
    private Mono<Void> clear(Long[] fresh) {
        return db.sql("""
                        WITH search AS (DELETE FROM chunk_search WHERE document_id = ANY(:fresh)),
                        chunks AS (DELETE FROM chunk WHERE document_id = ANY(:fresh)),
                        events AS (DELETE FROM document_event WHERE document_id = ANY(:fresh)),
                        content AS (DELETE FROM document_content WHERE document_id = ANY(:fresh))
                        UPDATE document SET external_id = 'moving ' || id WHERE id = ANY(:fresh)""").bind("fresh", fresh).then();
    }

    private Mono<Void> take(RunScope scope, Listing listing, List<Pair> pairs, Instant now) {
        var tags = scope.slots().columns().stream()
                .map(column -> ", %1$s = f.%1$s".formatted(column))
                .collect(Collectors.joining());
        var unnest = rows(pairs).text("external_id", Pair::externalId);
        return unnest.bind(db.sql("""
                        WITH p AS MATERIALIZED %s,
                        ev AS (
                          INSERT INTO document_event (document_id, connector_id, run_id, at, kind, detail)
                          SELECT d.id, :connector, :run, :now, 'moved', d.external_id || ' → ' || p.external_id
                          FROM p JOIN document d ON d.id = p.old)
                        UPDATE document d SET external_id = p.external_id, title = f.title,
                            source_url = f.source_url, source_version = f.source_version,
                            listing_digest = f.listing_digest, metadata = f.metadata,
                            content_version = f.content_version,
                            indexed_version = CASE WHEN d.index_due THEN d.indexed_version ELSE f.content_version END,
                            fetch_due = NULL, attempts = 0, error_kind = NULL, error_message = NULL,
                            bucket = CASE WHEN f.bucket_run = :run AND f.bucket = 'added' THEN 'moved' ELSE f.bucket END,
                            bucket_run = f.bucket_run, written_listing = :listing, tombstoned_at = NULL,
                            tombstone_listing = NULL, kept = false, updated_at = :now%s
                        FROM p JOIN document f ON f.id = p.fresh WHERE d.id = p.old""".formatted(unnest.sql(), tags)))
                .bind("connector", scope.connector())
                .bind("run", scope.run())
                .bind("listing", listing.id())
                .bind("now", now)
                .then();
    }

    private Mono<Void> retitle(RunScope scope, List<Pair> pairs) {
        var old = pairs.stream().map(Pair::old).toArray(Long[]::new);
        return db.sql("""
                        UPDATE chunk_search s SET terms = setweight(to_tsvector(kb.search_config, d.title), 'A')
                        FROM document d, knowledge_base kb
                        WHERE d.id = ANY(:old) AND s.document_id = d.id AND s.chunk_id IS NULL AND kb.id = :kb""").bind("old", old).bind("kb", scope.knowledgeBase()).then();
    }

    /** The old rows count as listed now, and the new ones are gone. */
    private Mono<Void> seen(Listing listing, List<Pair> pairs) {
        var unnest = rows(pairs);
        return unnest.bind(db.sql("""
                        WITH p AS MATERIALIZED %s,
                        gone AS (DELETE FROM document d USING p WHERE d.id = p.fresh),
                        found AS (
                          DELETE FROM listing_missing m USING p
                          WHERE m.listing_id = :listing AND m.document_id = p.old)
                        UPDATE listing_page SET document_ids = document_ids || (SELECT array_agg(old) FROM p),
                            min_id = least(min_id, (SELECT min(old) FROM p)),
                            max_id = greatest(max_id, (SELECT max(old) FROM p))
                        WHERE listing_id = :listing AND page = 0""".formatted(unnest.sql())))
                .bind("listing", listing.id())
                .then();
    }

    private static Unnest<Pair> rows(List<Pair> pairs) {
        return Unnest.of(pairs).int8("old", Pair::old).int8("fresh", Pair::fresh);
    }
}
