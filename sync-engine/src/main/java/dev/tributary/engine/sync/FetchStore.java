package dev.tributary.engine.sync;

import dev.tributary.engine.knowledge.TagSlots;
import dev.tributary.engine.storage.Unnest;
import dev.tributary.engine.sync.FetchOutcome.Due;
import dev.tributary.engine.sync.FetchOutcome.Failed;
import dev.tributary.engine.sync.FetchOutcome.Read;
import dev.tributary.engine.sync.FetchOutcome.Unindexable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Which documents are to be read, and what came of it: content, or an entry in the failure ledger (L9). */
final class FetchStore {

    /** The rows as they were, locked in the order of their ids: no two transactions can wait for each other. */
    private static final String LOCKED = """
            locked AS MATERIALIZED (
              SELECT d.id, d.bucket AS old_bucket, d.bucket_run AS old_run, d.content_digest AS old_digest,
                  d.content_version AS old_content
              FROM document d WHERE d.id = ANY(:p_id) ORDER BY d.id FOR UPDATE)""";

    private static final String BUCKET_OF_READ = """
            CASE
              WHEN l.old_bucket = 'unchanged' AND l.old_digest IS DISTINCT FROM p.content_digest THEN 'updated'
              WHEN l.old_bucket = 'failed' AND l.old_content IS NULL THEN 'added'
              WHEN l.old_bucket = 'failed' THEN 'updated'
              ELSE l.old_bucket END""";

    private static final String NOT_LISTED_SINCE = "d.listing_digest = p.listed";

    private static final String SHIFTS = """
            SELECT l.old_bucket, u.bucket, count(*) AS items FROM upd u JOIN locked l USING (id)
            WHERE l.old_run = :run AND l.old_bucket IS DISTINCT FROM u.bucket GROUP BY 1, 2""";

    private final DatabaseClient db;
    private final TransactionalOperator transaction;
    private final RunLedger ledger;
    private final JsonMapper json;

    FetchStore(SyncParts parts) {
        this.db = parts.db();
        this.transaction = parts.transaction();
        this.ledger = new RunLedger(parts.db());
        this.json = parts.json();
    }

    /**
     * Lists documents to be read, the longest due first, from those after {@code last} on. What was never tried is due
     * whatever the clock says: the one of the process that listed it may have been ahead.
     */
    Flux<Due> due(RunScope scope, Instant now, Due.Place last, int limit) {
        return db.sql("""
                        SELECT id, external_id, title, source_version, listing_digest, attempts, fetch_due
                        FROM document
                        WHERE connector_id = :connector AND fetch_due IS NOT NULL
                          AND (fetch_due <= :now OR attempts = 0) AND (fetch_due, id) > (:since, :after)
                          AND excluded_at IS NULL AND tombstoned_at IS NULL AND NOT detached
                        ORDER BY fetch_due, id LIMIT :limit""")
                .bind("connector", scope.connector())
                .bind("now", now)
                .bind("since", last.since())
                .bind("after", last.id())
                .bind("limit", limit)
                .map(row -> new Due(
                        new Due.Place(
                                Objects.requireNonNull(row.get("fetch_due", Instant.class)),
                                Objects.requireNonNull(row.get("id", Long.class))),
                        Objects.requireNonNull(row.get("external_id", String.class)),
                        Objects.requireNonNull(row.get("title", String.class)),
                        Objects.requireNonNull(row.get("source_version", String.class)),
                        Objects.requireNonNull(row.get("listing_digest", Long.class)),
                        Objects.requireNonNull(row.get("attempts", Integer.class))))
                .all();
    }

    Mono<Void> store(RunScope scope, List<FetchOutcome> outcomes, Instant now) {
        var reads = only(outcomes, Read.class);
        var unindexable = only(outcomes, Unindexable.class);
        var failed = only(outcomes, Failed.class);
        return lock(outcomes)
                .thenMany(Flux.concat(
                        storeReads(scope, reads, now),
                        storeUnindexable(scope, unindexable, now),
                        storeFailures(scope, failed, now)))
                .reduce(Map.<String, Long>of(), FetchStore::merged)
                .map(HashMap::new)
                .flatMap(deltas -> {
                    deltas.merge("fetched", (long) reads.size() + unindexable.size(), Long::sum);
                    var between = reads.stream()
                            .filter(read -> !read.item()
                                    .listed()
                                    .version()
                                    .equals(read.due().version()))
                            .count();
                    deltas.merge("changed_between", between, Long::sum);
                    return ledger.add(scope, deltas);
                })
                .as(transaction::transactional);
    }

    /** All rows at once, in the order in which a page locks them, too. */
    private Mono<Void> lock(List<FetchOutcome> outcomes) {
        return db.sql("SELECT id FROM document WHERE id = ANY(:ids) ORDER BY id FOR UPDATE")
                .bind("ids", outcomes.stream().map(one -> one.due().id()).toArray(Long[]::new))
                .then();
    }

    private Flux<Map<String, Long>> storeReads(RunScope scope, List<Read> reads, Instant now) {
        if (reads.isEmpty()) {
            return Flux.empty();
        }
        var unnest = Unnest.of(reads)
                .int8("id", read -> read.due().id())
                .text("expected", read -> read.due().version())
                .int8("listed", read -> read.due().digest())
                .text("version", read -> read.item().listed().version())
                .text("title", read -> read.item().document().title())
                .text(
                        "url",
                        read -> read.item()
                                .document()
                                .sourceUrl()
                                .map(Object::toString)
                                .orElse(null))
                .int8("digest", read -> read.item().listed().digest())
                .cast("metadata", "jsonb", read -> read.item().metadata(json))
                .text("markdown", read -> read.content().text())
                .text("content_digest", read -> read.content().digest());
        for (var column : scope.slots().columns()) {
            unnest.cast(column, TagSlots.sqlType(column), read -> scope.slots().value(column, read.tags()));
        }
        return shifts(scope, unnest.bind(db.sql(readSql(scope, unnest))), now);
    }

    /**
     * A source may know more of a document once it is read, such as a page's title. The digest stays the listing's, which
     * the next listing is compared with, unless the document changed between the two (L4). What a listing has said of it
     * since the reading began is younger, and stays.
     */
    private static String readSql(RunScope scope, Unnest<Read> unnest) {
        var tags = scope.slots().columns().stream()
                .map(column -> ", %1$s = CASE WHEN p.version <> p.expected AND %2$s THEN p.%1$s ELSE d.%1$s END"
                        .formatted(column, NOT_LISTED_SINCE))
                .collect(Collectors.joining());
        return """
                WITH p AS MATERIALIZED %1$s, %2$s,
                upd AS (
                  UPDATE document d SET content_version = p.version, content_digest = p.content_digest,
                      content_size = length(p.markdown), disposition = 'wanted', reason = NULL,
                      source_version = CASE WHEN d.source_version = p.expected THEN p.version
                          ELSE d.source_version END,
                      fetch_due = CASE WHEN d.source_version IN (p.expected, p.version) THEN NULL ELSE d.fetch_due END,
                      title = CASE WHEN %5$s THEN p.title ELSE d.title END,
                      source_url = CASE WHEN %5$s THEN p.url ELSE d.source_url END,
                      metadata = CASE WHEN %5$s THEN p.metadata ELSE d.metadata END,
                      listing_digest = CASE WHEN p.version <> p.expected AND %5$s THEN p.digest
                          ELSE d.listing_digest END,
                      index_due = d.index_due OR d.indexed_version IS NULL
                          OR d.content_digest IS DISTINCT FROM p.content_digest,
                      indexed_version = CASE WHEN NOT d.index_due AND d.indexed_version IS NOT NULL
                          AND d.content_digest = p.content_digest THEN p.version ELSE d.indexed_version END,
                      attempts = 0, error_kind = NULL, error_message = NULL, updated_at = :now,
                      bucket = %6$s%3$s
                  FROM p JOIN locked l USING (id) WHERE d.id = p.id RETURNING d.id, d.bucket),
                con AS (
                  INSERT INTO document_content (document_id, markdown)
                  SELECT p.id, p.markdown FROM p JOIN locked USING (id)
                  ON CONFLICT (document_id) DO UPDATE SET markdown = excluded.markdown),
                titles AS (
                  UPDATE chunk_search s SET terms = setweight(to_tsvector(kb.search_config, p.title), 'A')
                  FROM p JOIN locked USING (id) JOIN document d ON d.id = p.id AND d.title <> p.title AND %5$s
                    JOIN knowledge_base kb ON kb.id = d.knowledge_base_id
                  WHERE s.document_id = p.id AND s.chunk_id IS NULL)
                %4$s""".formatted(unnest.sql(), LOCKED, tags, SHIFTS, NOT_LISTED_SINCE, BUCKET_OF_READ);
    }

    private Flux<Map<String, Long>> storeUnindexable(RunScope scope, List<Unindexable> unindexable, Instant now) {
        if (unindexable.isEmpty()) {
            return Flux.empty();
        }
        var unnest = Unnest.of(unindexable)
                .int8("id", one -> one.due().id())
                .text("expected", one -> one.due().version())
                .text("version", Unindexable::version)
                .text("reason", Unindexable::reason);
        var sql = """
                WITH p AS MATERIALIZED %s, %s,
                upd AS (
                  UPDATE document d SET disposition = 'skipped', reason = p.reason,
                      source_version = CASE WHEN d.source_version = p.expected THEN p.version
                          ELSE d.source_version END,
                      fetch_due = CASE WHEN d.source_version IN (p.expected, p.version) THEN NULL ELSE d.fetch_due END,
                      attempts = 0, error_kind = NULL, error_message = NULL, bucket = 'skipped', updated_at = :now
                  FROM p JOIN locked l USING (id) WHERE d.id = p.id RETURNING d.id, d.bucket),
                ev AS (
                  INSERT INTO document_event (document_id, connector_id, run_id, at, kind, detail)
                  SELECT p.id, :connector, :run, :now, 'skipped', p.reason FROM p JOIN locked USING (id))
                %s""".formatted(unnest.sql(), LOCKED, SHIFTS);
        return shifts(scope, unnest.bind(db.sql(sql)).bind("connector", scope.connector()), now);
    }

    private Flux<Map<String, Long>> storeFailures(RunScope scope, List<Failed> failed, Instant now) {
        if (failed.isEmpty()) {
            return Flux.empty();
        }
        var unnest = Unnest.of(failed)
                .int8("id", one -> one.due().id())
                .text("kind", Failed::kind)
                .text("message", Failed::message)
                .cast("next_try", "timestamptz", one -> nextTry(one, now).toString());
        var sql = """
                WITH p AS MATERIALIZED %s, %s,
                upd AS (
                  UPDATE document d SET attempts = d.attempts + 1,
                      fetch_due = CASE WHEN d.tombstoned_at IS NULL THEN p.next_try END, error_kind = p.kind,
                      error_message = p.message, bucket = 'failed', updated_at = :now
                  FROM p JOIN locked l USING (id) WHERE d.id = p.id RETURNING d.id, d.bucket),
                ev AS (
                  INSERT INTO document_event (document_id, connector_id, run_id, at, kind, detail)
                  SELECT p.id, :connector, :run, :now, 'failed', p.message FROM p JOIN locked USING (id))
                %s""".formatted(unnest.sql(), LOCKED, SHIFTS);
        return shifts(scope, unnest.bind(db.sql(sql)).bind("connector", scope.connector()), now);
    }

    private static Flux<Map<String, Long>> shifts(RunScope scope, DatabaseClient.GenericExecuteSpec spec, Instant now) {
        return spec.bind("run", scope.run())
                .bind("now", now)
                .map(row -> {
                    var items = Objects.requireNonNull(row.get("items", Long.class));
                    return Map.of(
                            Objects.requireNonNull(row.get("old_bucket", String.class)),
                            -items,
                            Objects.requireNonNull(row.get("bucket", String.class)),
                            items);
                })
                .all();
    }

    private static Instant nextTry(Failed failed, Instant now) {
        return now.plus(Patience.afterFailedAttempts(failed.due().attempts() + 1));
    }

    private static Map<String, Long> merged(Map<String, Long> before, Map<String, Long> some) {
        var all = new HashMap<>(before);
        some.forEach((column, items) -> all.merge(column, items, Long::sum));
        return all;
    }

    private static <T extends FetchOutcome> List<T> only(List<FetchOutcome> outcomes, Class<T> kind) {
        return outcomes.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
