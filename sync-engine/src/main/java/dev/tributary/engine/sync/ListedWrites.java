package dev.tributary.engine.sync;

import dev.tributary.connector.Tags;
import dev.tributary.engine.content.Extracted;
import dev.tributary.engine.knowledge.TagSlots;
import dev.tributary.engine.storage.Unnest;
import dev.tributary.engine.sync.PageDecisions.Decided;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes what one page tells about documents: new rows, and what changed of known ones. */
final class ListedWrites {

    /**
     * A decision with all that its row needs.
     *
     * @param inline the content, where the page has it
     */
    record Row(Decided decided, Tags tags, Optional<Extracted> inline) {

        @Nullable
        String markdown() {
            return inline.orElse(null) instanceof Extracted.Markdown markdown ? markdown.text() : null;
        }

        @Nullable
        String digest() {
            return inline.orElse(null) instanceof Extracted.Markdown markdown ? markdown.digest() : null;
        }

        /** Extraction may find that there is nothing to index. */
        Optional<String> unsupported() {
            return inline.orElse(null) instanceof Extracted.Unsupported(String reason)
                    ? Optional.of(reason)
                    : Optional.empty();
        }

        Bucket bucket() {
            return unsupported().isPresent() ? Bucket.SKIPPED : decided.what().bucket();
        }

        String disposition() {
            return unsupported().isPresent()
                    ? Classification.Disposition.SKIPPED.column()
                    : decided.item().listed().disposition().column();
        }

        @Nullable
        String reason() {
            return unsupported().or(() -> decided.item().reason()).orElse(null);
        }

        /** Listed as wanted, and known from an earlier reading to hold nothing to index. */
        boolean staysSkipped() {
            return decided.what().bucket() == Bucket.SKIPPED
                    && decided.item().listed().disposition() == Classification.Disposition.WANTED
                    && inline.isEmpty();
        }

        boolean needsFetch() {
            return decided.what().content() == Classification.Need.CONTENT && inline.isEmpty();
        }
    }

    private static final String CHANGES = """
            title = p.title, source_url = p.url, source_version = p.version,
            listing_digest = p.digest, metadata = p.metadata,
            disposition = CASE WHEN p.stays_skipped THEN d.disposition ELSE p.disposition END,
            reason = CASE WHEN p.stays_skipped THEN d.reason ELSE p.reason END, updated_at = :now,
            bucket = p.bucket, bucket_run = :run,
            written_listing = :listing, tombstoned_at = NULL, tombstone_listing = NULL, kept = false,
            content_version = CASE WHEN p.markdown IS NULL THEN d.content_version ELSE p.version END,
            content_digest = coalesce(p.content_digest, d.content_digest),
            content_size = CASE WHEN p.markdown IS NULL THEN d.content_size ELSE length(p.markdown) END,
            index_due = d.index_due OR p.markdown IS NOT NULL
                AND (d.indexed_version IS NULL OR d.content_digest IS DISTINCT FROM p.content_digest),
            indexed_version = CASE WHEN p.markdown IS NOT NULL AND NOT d.index_due
                AND d.indexed_version IS NOT NULL AND d.content_digest = p.content_digest
                THEN p.version ELSE d.indexed_version END,
            fetch_due = CASE WHEN p.needs_fetch THEN :now WHEN p.bucket = 'failed' THEN d.fetch_due END,
            attempts = CASE WHEN d.source_version = p.version AND p.markdown IS NULL
                THEN d.attempts ELSE 0 END,
            error_kind = CASE WHEN d.source_version = p.version AND p.markdown IS NULL
                THEN d.error_kind END,
            error_message = CASE WHEN d.source_version = p.version AND p.markdown IS NULL
                THEN d.error_message END""";

    private final DatabaseClient db;
    private final JsonMapper json;

    ListedWrites(DatabaseClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    Mono<Void> insert(RunScope scope, Listing listing, List<Row> rows, Instant now) {
        if (rows.isEmpty()) {
            return Mono.empty();
        }
        var columns = tagColumns(scope);
        var unnest = facts(scope, rows);
        var sql = """
                WITH p AS MATERIALIZED (SELECT nextval('document_id_seq') AS id, r.* FROM %1$s AS r),
                ins AS (
                  INSERT INTO document (id, knowledge_base_id, connector_id, external_id, title, source_url,
                      source_version, listing_digest, metadata, disposition, reason, content_version, content_digest,
                      content_size, index_due, fetch_due, bucket, bucket_run, added_listing, written_listing,
                      created_at, updated_at%2$s)
                  OVERRIDING SYSTEM VALUE
                  SELECT id, :kb, :connector, external_id, title, url, version, digest, metadata, disposition, reason,
                      CASE WHEN markdown IS NOT NULL THEN version END, content_digest, coalesce(length(markdown), 0),
                      markdown IS NOT NULL, CASE WHEN needs_fetch THEN :now END, bucket, :run, :listing, :listing,
                      :now, :now%2$s
                  FROM p),
                con AS (
                  INSERT INTO document_content (document_id, markdown)
                  SELECT id, markdown FROM p WHERE markdown IS NOT NULL),
                ev AS (
                  INSERT INTO document_event (document_id, connector_id, run_id, at, kind, detail)
                  SELECT id, :connector, :run, :now, bucket, coalesce(reason, version)
                  FROM p WHERE disposition <> 'filtered')
                UPDATE listing_page SET document_ids = document_ids || (SELECT array_agg(id) FROM p),
                    min_id = least(min_id, (SELECT min(id) FROM p)),
                    max_id = greatest(max_id, (SELECT max(id) FROM p))
                WHERE listing_id = :listing AND page = :page""".formatted(unnest.sql(), columns);
        return unnest.bind(db.sql(sql))
                .bind("kb", scope.knowledgeBase())
                .bind("connector", scope.connector())
                .bind("run", scope.run())
                .bind("listing", listing.id())
                .bind("page", listing.pages())
                .bind("now", now)
                .then();
    }

    Mono<Void> update(RunScope scope, Listing listing, List<Row> rows, Instant now) {
        if (rows.isEmpty()) {
            return Mono.empty();
        }
        var unnest = facts(scope, rows)
                .int8("id", row -> row.decided().known().orElseThrow().id())
                .cast("stays_skipped", "boolean", row -> Boolean.toString(row.staysSkipped()))
                .text("event", row -> row.decided().event().orElse(null))
                .text("detail", row -> row.decided().eventDetail().orElse(row.reason()));
        var tags = scope.slots().columns().stream()
                .map(column -> ", %1$s = p.%1$s".formatted(column))
                .collect(Collectors.joining());
        var sql = """
                WITH p AS MATERIALIZED %1$s,
                locked AS MATERIALIZED (
                  SELECT d.id FROM document d WHERE d.id = ANY(:p_id) ORDER BY d.id FOR UPDATE),
                upd AS (
                  UPDATE document d SET %2$s%3$s
                  FROM p JOIN locked USING (id) WHERE d.id = p.id AND d.id = ANY(:p_id) RETURNING d.id),
                con AS (
                  INSERT INTO document_content (document_id, markdown)
                  SELECT id, markdown FROM p WHERE markdown IS NOT NULL
                  ON CONFLICT (document_id) DO UPDATE SET markdown = excluded.markdown),
                titles AS (
                  UPDATE chunk_search s
                  SET terms = setweight(to_tsvector(kb.search_config, p.title), 'A')
                  FROM p JOIN document d ON d.id = p.id AND d.title <> p.title, knowledge_base kb
                  WHERE s.document_id = p.id AND s.chunk_id IS NULL AND kb.id = :kb)
                INSERT INTO document_event (document_id, connector_id, run_id, at, kind, detail)
                SELECT p.id, :connector, :run, :now, p.event, p.detail FROM p JOIN upd USING (id)
                WHERE p.event IS NOT NULL""".formatted(unnest.sql(), CHANGES, tags);
        return unnest.bind(db.sql(sql))
                .bind("kb", scope.knowledgeBase())
                .bind("connector", scope.connector())
                .bind("run", scope.run())
                .bind("listing", listing.id())
                .bind("now", now)
                .then();
    }

    private Unnest<Row> facts(RunScope scope, List<Row> rows) {
        var unnest = Unnest.of(rows)
                .text("external_id", row -> row.decided().item().id())
                .text("title", row -> row.decided().item().document().title())
                .text(
                        "url",
                        row -> row.decided()
                                .item()
                                .document()
                                .sourceUrl()
                                .map(Object::toString)
                                .orElse(null))
                .text("version", row -> row.decided().item().listed().version())
                .int8("digest", row -> row.decided().item().listed().digest())
                .cast("metadata", "jsonb", row -> metadata(row.decided().item()))
                .text("disposition", Row::disposition)
                .text("reason", Row::reason)
                .text("bucket", row -> row.bucket().column())
                .cast("needs_fetch", "boolean", row -> Boolean.toString(row.needsFetch()))
                .text("markdown", Row::markdown)
                .text("content_digest", Row::digest);
        for (var column : scope.slots().columns()) {
            unnest.cast(column, TagSlots.sqlType(column), row -> scope.slots().value(column, row.tags()));
        }
        return unnest;
    }

    private String metadata(ListedItem item) {
        return json.writeValueAsString(item.document().metadata().asMap()).replace("\\u0000", " ");
    }

    private static String tagColumns(RunScope scope) {
        return scope.slots().columns().stream().map(column -> ", " + column).collect(Collectors.joining());
    }
}
