package dev.tributary.engine.sync;

import dev.tributary.connector.Tags;
import dev.tributary.engine.content.Extracted;
import dev.tributary.engine.knowledge.TagSlots;
import dev.tributary.engine.storage.CopyIn;
import dev.tributary.engine.storage.Unnest;
import dev.tributary.engine.sync.PageDecisions.Decided;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
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

        /** In characters as PostgreSQL counts them. */
        int size() {
            var text = markdown();
            return text == null ? 0 : text.codePointCount(0, text.length());
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

    /**
     * Stores new documents with their contents and the beginning of their histories.
     *
     * @param rows as many as {@code count}, which may be in the making while the first are stored; they are asked for again
     *     for each table
     * @return the documents' ids
     */
    Mono<Long[]> insert(RunScope scope, Listing listing, Flux<Row> rows, int count, Instant now) {
        if (count == 0) {
            return Mono.just(new Long[0]);
        }
        return newIds(count).flatMap(ids -> {
            var fresh = rows.zipWithIterable(ids, Fresh::new);
            return documents(scope, listing, now)
                    .copy(db, fresh)
                    .then(contents(fresh.filter(Fresh::hasContent)))
                    .then(events(scope, now).copy(db, fresh.filter(Fresh::hasHistory)))
                    .thenReturn(ids.toArray(Long[]::new));
        });
    }

    /** A document that is not stored yet, with the id that it gets. */
    private record Fresh(Row row, Long id) {

        ListedItem item() {
            return row.decided().item();
        }

        String version() {
            return item().listed().version();
        }

        Tags tags() {
            return row.tags();
        }

        boolean hasContent() {
            return row.markdown() != null;
        }

        boolean hasHistory() {
            return !row.disposition().equals(Classification.Disposition.FILTERED.column());
        }
    }

    private Mono<List<Long>> newIds(int count) {
        return db.sql("SELECT nextval('document_id_seq') FROM generate_series(1, :count)")
                .bind("count", count)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .all()
                .collectList();
    }

    private CopyIn<Fresh> documents(RunScope scope, Listing listing, Instant now) {
        var copy = CopyIn.<Fresh>into("document")
                .int8("id", Fresh::id)
                .int8("knowledge_base_id", _ -> scope.knowledgeBase())
                .int8("connector_id", _ -> scope.connector())
                .text("external_id", one -> one.item().id())
                .text("title", one -> one.item().document().title())
                .text("source_url", one -> address(one.item()))
                .text("source_version", Fresh::version)
                .int8("listing_digest", one -> one.item().listed().digest())
                .jsonb("metadata", one -> one.item().metadata(json))
                .text("disposition", one -> one.row().disposition())
                .text("reason", one -> one.row().reason())
                .text("content_version", one -> one.hasContent() ? one.version() : null)
                .text("content_digest", one -> one.row().digest())
                .int8("content_size", one -> one.row().size())
                .bool("index_due", Fresh::hasContent)
                .timestamptz("fetch_due", one -> one.row().needsFetch() ? now : null)
                .text("bucket", one -> one.row().bucket().column())
                .int8("bucket_run", _ -> scope.run())
                .int8("added_listing", _ -> listing.id())
                .int8("written_listing", _ -> listing.id())
                .timestamptz("created_at", _ -> now)
                .timestamptz("updated_at", _ -> now);
        scope.slots().columns().forEach(slot -> tag(copy, slot, scope.slots()));
        return copy;
    }

    private static void tag(CopyIn<Fresh> copy, String slot, TagSlots slots) {
        switch (TagSlots.type(slot)) {
            case TEXT -> copy.text(slot, one -> slots.value(slot, one.tags()));
            case NUMBER -> copy.numeric(slot, one -> number(slots.kept(slot, one.tags())));
            case DATE -> copy.timestamptz(slot, one -> date(slots.kept(slot, one.tags())));
            case BOOLEAN -> copy.bool(slot, one -> flag(slots.kept(slot, one.tags())));
        }
    }

    private static @Nullable BigDecimal number(Optional<Tags.Value> tag) {
        return tag.orElse(null) instanceof Tags.Value.Numeric(BigDecimal number) ? number : null;
    }

    private static @Nullable Instant date(Optional<Tags.Value> tag) {
        return tag.orElse(null) instanceof Tags.Value.Date(Instant date) ? date : null;
    }

    private static @Nullable Boolean flag(Optional<Tags.Value> tag) {
        return tag.orElse(null) instanceof Tags.Value.Flag(boolean flag) ? flag : null;
    }

    private Mono<Void> contents(Flux<Fresh> withContent) {
        return withContent
                .hasElements()
                .flatMap(any -> any
                        ? CopyIn.<Fresh>into("document_content")
                                .int8("document_id", Fresh::id)
                                .text("markdown", one -> one.row().markdown())
                                .copy(db, withContent)
                                .then()
                        : Mono.empty());
    }

    private static CopyIn<Fresh> events(RunScope scope, Instant now) {
        return CopyIn.<Fresh>into("document_event")
                .int8("document_id", Fresh::id)
                .int8("connector_id", _ -> scope.connector())
                .int8("run_id", _ -> scope.run())
                .timestamptz("at", _ -> now)
                .text("kind", one -> one.row().bucket().column())
                .text("detail", one -> Objects.requireNonNullElseGet(one.row().reason(), one::version));
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
                .text("url", row -> address(row.decided().item()))
                .text("version", row -> row.decided().item().listed().version())
                .int8("digest", row -> row.decided().item().listed().digest())
                .cast("metadata", "jsonb", row -> row.decided().item().metadata(json))
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

    private static @Nullable String address(ListedItem item) {
        return item.document().sourceUrl().map(Object::toString).orElse(null);
    }
}
