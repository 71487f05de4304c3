package dev.tributary.engine.sync;

import dev.tributary.engine.storage.Unnest;
import dev.tributary.engine.sync.Classification.Disposition;
import dev.tributary.engine.sync.Classification.Stored;
import dev.tributary.engine.sync.PageDecisions.Known;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Compares a page with what is stored, in one statement that notes the unchanged documents as seen and returns only the
 * others. Unchanged documents cost neither an update of their row nor a row of the answer.
 */
final class PageComparison {

    /**
     * What the comparison found.
     *
     * @param unchanged how many items are exactly as stored, by the disposition they are stored with
     * @param known the rows of items that differ, by their place in the page; items in neither are new
     */
    record Differences(Map<Disposition, Long> unchanged, Map<Integer, Known> known, List<Integer> changedOrNew) {}

    /** A document that nothing has to be done about if it is listed as it was stored. */
    static final String SETTLED = """
            d.tombstoned_at IS NULL AND d.excluded_at IS NULL AND NOT d.kept AND d.fetch_due IS NULL AND NOT d.detached
            AND d.written_listing IS DISTINCT FROM :once AND NOT :rereads""";

    /** The digest covers version, disposition, title, address and metadata: what is equal in it is as it was written. */
    private static final String SAME = "d.listing_digest = p.digest AND " + SETTLED;

    /**
     * One look into the unique index per item, whatever the statistics say or do not say yet. The sub-select keeps the
     * connector from the planner: of one that came after the last statistics it believes that it has no documents, and
     * would read all of them for each item.
     */
    static final String ROW = """
            (SELECT * FROM document r
             WHERE r.connector_id = (SELECT :connector::bigint) AND r.external_id = p.external_id LIMIT 1)""";

    private static final String COLUMNS = """
            d.id, d.source_version, d.listing_digest, d.disposition, d.content_version, d.fetch_due, d.attempts,
            d.tombstoned_at IS NOT NULL AS tombstoned, d.excluded_at IS NOT NULL AS excluded,
            coalesce(d.written_listing = :once, false) AS written""";

    private final DatabaseClient db;

    PageComparison(DatabaseClient db) {
        this.db = db;
    }

    Mono<Differences> compare(RunScope scope, Listing listing, List<ListedItem> items) {
        var unnest = Unnest.of(items)
                .text("external_id", ListedItem::id)
                .int8("digest", item -> item.listed().digest());
        var sql = """
                WITH p AS MATERIALIZED %s,
                j AS MATERIALIZED (
                  SELECT p.ord, coalesce(%s, false) AS same, %s
                  FROM p LEFT JOIN LATERAL %s d ON true),
                seen AS (
                  INSERT INTO listing_page (listing_id, page, min_id, max_id, document_ids)
                  SELECT :listing, :page, min(id), max(id), coalesce(array_agg(id), '{}') FROM j WHERE same)
                SELECT NULL::bigint AS ord, count(*) AS id, NULL AS source_version, NULL::bigint AS listing_digest,
                    disposition, NULL AS content_version, NULL::timestamptz AS fetch_due, 0 AS attempts,
                    false AS tombstoned, false AS excluded, false AS written
                FROM j WHERE same GROUP BY disposition
                UNION ALL
                SELECT ord, id, source_version, listing_digest, disposition, content_version, fetch_due, attempts,
                    tombstoned, excluded, written
                FROM j WHERE NOT same""".formatted(unnest.sql(), SAME, COLUMNS, ROW);
        return unnest.bind(db.sql(sql))
                .bind("connector", scope.connector())
                .bind("listing", listing.id())
                .bind("page", listing.pages())
                .bind("rereads", listing.rereads())
                .bind("once", listing.listsOnce() ? listing.id() : 0L)
                .map(PageComparison::row)
                .all()
                .collectList()
                .map(PageComparison::differences)
                .flatMap(found -> withEarlierPages(listing, found));
    }

    /**
     * A document may have been listed on an earlier page of this listing without its row being written. Only known rows
     * that differ are asked for, and only in pages whose range of ids could hold them.
     */
    private Mono<Differences> withEarlierPages(Listing listing, Differences found) {
        var ids = found.known().values().stream()
                .filter(known -> !known.stored().seenThisListing())
                .map(Known::id)
                .toArray(Long[]::new);
        if (ids.length == 0 || listing.pages() == 0 || !listing.listsOnce()) {
            return Mono.just(found);
        }
        return db.sql("""
                        SELECT DISTINCT u.id FROM listing_page lp, unnest(lp.document_ids) AS u(id)
                        WHERE lp.listing_id = :listing AND lp.page < :page AND u.id = ANY(:ids)
                          AND lp.min_id <= (SELECT max(i) FROM unnest(:ids) AS i)
                          AND lp.max_id >= (SELECT min(i) FROM unnest(:ids) AS i)""")
                .bind("listing", listing.id())
                .bind("page", listing.pages())
                .bind("ids", ids)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .all()
                .collect(Collectors.toSet())
                .map(seen -> {
                    var known = new HashMap<>(found.known());
                    known.replaceAll((_, row) -> seen.contains(row.id()) ? seen(row) : row);
                    return new Differences(found.unchanged(), known, found.changedOrNew());
                });
    }

    /**
     * Documents that are due may be read at this moment. Their rows are locked, together with all that the page changes
     * and reports removed, in the order in which downloads lock them, and compared as they are then.
     */
    Mono<Differences> settled(RunScope scope, Differences found, List<String> removed) {
        var areDue = found.known().values().stream()
                .anyMatch(known -> known.stored().fetchDue().isPresent());
        if (!areDue && removed.isEmpty()) {
            return Mono.just(found);
        }
        return db.sql("""
                        SELECT id, source_version, listing_digest, disposition, content_version, fetch_due, attempts,
                            tombstoned_at IS NOT NULL AS tombstoned, excluded_at IS NOT NULL AS excluded,
                            false AS written
                        FROM document
                        WHERE id = ANY(:ids) OR connector_id = :connector AND external_id = ANY(:removed)
                        ORDER BY id FOR UPDATE""")
                .bind("connector", scope.connector())
                .bind("removed", removed.toArray(String[]::new))
                .bind("ids", found.known().values().stream().map(Known::id).toArray(Long[]::new))
                .map(PageComparison::known)
                .all()
                .collect(Collectors.toMap(Known::id, row -> row))
                .map(now -> {
                    var known = new HashMap<>(found.known());
                    known.replaceAll(
                            (_, row) -> row.stored().seenThisListing() ? row : now.getOrDefault(row.id(), row));
                    return new Differences(found.unchanged(), known, found.changedOrNew());
                });
    }

    private static Known known(Readable row) {
        var disposition = Objects.requireNonNull(row.get("disposition", String.class));
        return new Known(
                Objects.requireNonNull(row.get("id", Long.class)),
                stored(row, Disposition.valueOf(disposition.toUpperCase(Locale.ROOT))));
    }

    private static Known seen(Known known) {
        var stored = known.stored();
        return new Known(
                known.id(),
                new Stored(
                        stored.version(),
                        stored.digest(),
                        stored.disposition(),
                        stored.contentVersion(),
                        stored.fetchDue(),
                        stored.attempts(),
                        stored.tombstoned(),
                        stored.excluded(),
                        true));
    }

    private record Row(int place, long countOrId, Optional<Disposition> disposition, Optional<Stored> stored) {}

    private static Row row(Readable row) {
        var place = row.get("ord", Long.class);
        var id = row.get("id", Long.class);
        var disposition = Optional.ofNullable(row.get("disposition", String.class))
                .map(name -> Disposition.valueOf(name.toUpperCase(Locale.ROOT)));
        return new Row(
                place == null ? -1 : place.intValue() - 1,
                id == null ? -1 : id,
                disposition,
                place == null || id == null ? Optional.empty() : Optional.of(stored(row, disposition.orElseThrow())));
    }

    private static Stored stored(Readable row, Disposition disposition) {
        return new Stored(
                Objects.requireNonNull(row.get("source_version", String.class)),
                Objects.requireNonNull(row.get("listing_digest", Long.class)),
                disposition,
                Optional.ofNullable(row.get("content_version", String.class)),
                Optional.ofNullable(row.get("fetch_due", Instant.class)),
                Objects.requireNonNull(row.get("attempts", Integer.class)),
                Boolean.TRUE.equals(row.get("tombstoned", Boolean.class)),
                Boolean.TRUE.equals(row.get("excluded", Boolean.class)),
                Boolean.TRUE.equals(row.get("written", Boolean.class)));
    }

    private static Differences differences(List<Row> rows) {
        var unchanged = rows.stream()
                .filter(row -> row.place() < 0)
                .collect(Collectors.toMap(row -> row.disposition().orElseThrow(), Row::countOrId));
        var known = rows.stream()
                .filter(row -> row.stored().isPresent())
                .collect(Collectors.toMap(
                        Row::place,
                        row -> new Known(row.countOrId(), row.stored().orElseThrow())));
        var places = rows.stream()
                .flatMapToInt(row -> row.place() < 0 ? IntStream.empty() : IntStream.of(row.place()))
                .sorted()
                .boxed()
                .toList();
        return new Differences(unchanged, known, places);
    }
}
