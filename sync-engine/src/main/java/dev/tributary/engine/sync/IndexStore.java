package dev.tributary.engine.sync;

import dev.tributary.engine.content.Chunk;
import dev.tributary.engine.storage.Unnest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which documents are to be indexed, and their chunks: the new set replaces the old one in one transaction (L10). */
final class IndexStore {

    /** A document whose stored content is not searchable yet. */
    record Due(long id, long size) {}

    /** The content to index, in the version it has. */
    record Text(long id, String digest, String version, String markdown) {}

    /** A document with the chunks that will be found. */
    record Chunked(Text text, List<Chunk> chunks) {}

    /**
     * A document that is being indexed.
     *
     * @param hasChunks whether it was indexed before: its old chunks are replaced
     */
    private record Claimed(Chunked document, boolean hasChunks) {}

    private record Row(long document, int position, Chunk chunk) {}

    /**
     * The rows to update are named by an array, so that no plan reads all documents where the statistics are older than
     * they. The commit need not wait for the disk: a database that crashes loses chunks and version together, and both come
     * again from the stored text. The memory is for what the full-text index has gathered and then sorts in.
     */
    static final String CLAIM = """
            WITH p AS MATERIALIZED %s,
            settings AS MATERIALIZED (
              SELECT set_config('synchronous_commit', 'off', true), set_config('work_mem', '64MB', true)),
            locked AS MATERIALIZED (
              SELECT d.id, d.index_due, d.content_version, d.content_digest, d.indexed_version
              FROM document d WHERE d.id = ANY(:p_id) ORDER BY d.id FOR UPDATE),
            current AS MATERIALIZED (
              SELECT l.id, l.indexed_version IS NOT NULL AS has_chunks FROM p JOIN locked l USING (id)
              WHERE l.index_due AND l.content_version = p.version AND l.content_digest = p.digest),
            upd AS (
              UPDATE document d SET indexed_version = d.content_version, index_due = false
              FROM settings WHERE d.id = ANY(ARRAY(SELECT id FROM current)))
            SELECT id, has_chunks FROM current""";

    private final DatabaseClient db;
    private final TransactionalOperator transaction;
    private final RunLedger ledger;

    IndexStore(SyncParts parts) {
        this.db = parts.db();
        this.transaction = parts.transaction();
        this.ledger = new RunLedger(parts.db());
    }

    /** Lists documents to be indexed. */
    Flux<Due> due(RunScope scope, int limit) {
        return db.sql("""
                        SELECT id, content_size FROM document
                        WHERE connector_id = :connector AND index_queue IS NOT NULL
                        ORDER BY index_queue LIMIT :limit""")
                .bind("connector", scope.connector())
                .bind("limit", limit)
                .map(row -> new Due(
                        Objects.requireNonNull(row.get("id", Long.class)),
                        Objects.requireNonNull(row.get("content_size", Long.class))))
                .all();
    }

    Flux<Text> texts(List<Due> due) {
        return db.sql("""
                        SELECT d.id, d.content_digest, d.content_version, c.markdown
                        FROM document d JOIN document_content c ON c.document_id = d.id
                        WHERE d.id = ANY(:ids) AND d.index_due AND d.content_version IS NOT NULL""")
                .bind("ids", due.stream().map(Due::id).toArray(Long[]::new))
                .map(row -> new Text(
                        Objects.requireNonNull(row.get("id", Long.class)),
                        Objects.requireNonNull(row.get("content_digest", String.class)),
                        Objects.requireNonNull(row.get("content_version", String.class)),
                        Objects.requireNonNull(row.get("markdown", String.class))))
                .all();
    }

    Mono<Void> store(RunScope scope, List<Chunked> documents) {
        if (documents.isEmpty()) {
            return Mono.empty();
        }
        return claim(documents)
                .flatMap(current ->
                        replace(scope, current).then(ledger.add(scope, Map.of("indexed", (long) current.size()))))
                .as(transaction::transactional);
    }

    /** Moves the indexed version on, and leaves out documents that changed since their text was read. */
    private Mono<List<Claimed>> claim(List<Chunked> documents) {
        var unnest = Unnest.of(documents)
                .int8("id", one -> one.text().id())
                .text("version", one -> one.text().version())
                .text("digest", one -> one.text().digest());
        return unnest.bind(db.sql(CLAIM.formatted(unnest.sql())))
                .map(row -> Map.entry(
                        Objects.requireNonNull(row.get("id", Long.class)),
                        Objects.requireNonNull(row.get("has_chunks", Boolean.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(current -> documents.stream()
                        .filter(one -> current.containsKey(one.text().id()))
                        .map(one -> new Claimed(
                                one, Boolean.TRUE.equals(current.get(one.text().id()))))
                        .toList());
    }

    private Mono<Void> replace(RunScope scope, List<Claimed> claimed) {
        if (claimed.isEmpty()) {
            return Mono.empty();
        }
        var documents = claimed.stream().map(Claimed::document).toList();
        return deleteChunks(claimed.stream()
                        .filter(Claimed::hasChunks)
                        .map(one -> one.document().text().id())
                        .toArray(Long[]::new))
                .then(insert(scope, documents));
    }

    private Mono<Void> deleteChunks(Long[] ids) {
        return ids.length == 0 ? Mono.empty() : db.sql("""
                        WITH gone AS (
                          DELETE FROM chunk_search WHERE document_id = ANY((SELECT :ids::bigint[])::bigint[]))
                        DELETE FROM chunk WHERE document_id = ANY((SELECT :ids::bigint[])::bigint[])""").bind("ids", ids).then();
    }

    /** The title is searched, too, by a row without a chunk. */
    private Mono<Void> insert(RunScope scope, List<Chunked> documents) {
        var rows = new ArrayList<Row>();
        for (var document : documents) {
            for (var chunk : document.chunks()) {
                rows.add(new Row(document.text().id(), rows.size(), chunk));
            }
        }
        var unnest = Unnest.of(rows)
                .int8("document", Row::document)
                .int8("place", Row::position)
                .text("heading", row -> row.chunk().heading())
                .text("body", row -> row.chunk().text());
        return unnest.bind(db.sql("""
                        WITH kb AS (SELECT search_config FROM knowledge_base WHERE id = :kb),
                        ins AS (
                          INSERT INTO chunk (knowledge_base_id, document_id, position, heading, text)
                          SELECT :kb, document, place::integer, heading, body FROM %s AS p
                          RETURNING id, document_id, heading, text)
                        INSERT INTO chunk_search (knowledge_base_id, document_id, chunk_id, terms)
                        SELECT :kb, ins.document_id, ins.id,
                            setweight(to_tsvector(kb.search_config, ins.heading), 'B')
                            || to_tsvector(kb.search_config, ins.text)
                        FROM ins, kb
                        UNION ALL
                        SELECT :kb, d.id, NULL, setweight(to_tsvector(kb.search_config, d.title), 'A')
                        FROM document d, kb WHERE d.id = ANY(:ids)""".formatted(unnest.sql())))
                .bind("kb", scope.knowledgeBase())
                .bind("ids", documents.stream().map(one -> one.text().id()).toArray(Long[]::new))
                .then();
    }
}
