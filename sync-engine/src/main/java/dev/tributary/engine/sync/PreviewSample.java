package dev.tributary.engine.sync;

import dev.tributary.engine.sync.PageDecisions.Decided;
import io.r2dbc.postgresql.codec.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** The first few documents of each bucket that a preview met. Used by one page after the other. */
final class PreviewSample {

    private static final int EACH = 20;

    /** A document as a preview shows it. */
    private record Shown(String externalId, String title, String url, String reason) {}

    private final Map<Bucket, List<Shown>> shown = new EnumMap<>(Bucket.class);

    void add(Listing listing, List<Decided> decided) {
        if (listing.kind() != Listing.Kind.PREVIEW) {
            return;
        }
        for (var one : decided) {
            var some = shown.computeIfAbsent(one.what().bucket(), _ -> new ArrayList<>());
            if (some.size() < EACH) {
                some.add(shown(one));
            }
        }
    }

    private static Shown shown(Decided one) {
        var document = one.item().document();
        return new Shown(
                document.externalId(),
                document.title(),
                document.sourceUrl().map(Object::toString).orElse(""),
                one.item().reason().orElse(""));
    }

    /** Keeps the sample with the run, with the documents that would be removed. */
    Mono<Void> store(SyncParts parts, RunScope scope, Listing listing, long missing) {
        return parts.db()
                .sql("""
                        UPDATE sync_run SET tombstoned = :missing, sample = :sample::jsonb || jsonb_build_object(
                          'removed', coalesce((
                            SELECT jsonb_agg(jsonb_build_object('externalId', d.external_id, 'title', d.title,
                                'url', coalesce(d.source_url, ''), 'reason', ''))
                            FROM (WITH missing AS MATERIALIZED (%s)
                              SELECT * FROM missing JOIN document USING (id) WHERE %s ORDER BY id LIMIT :each) d), '[]'))
                        WHERE id = :run""".formatted(Reconciliation.MISSING, Reconciliation.LIVE))
                .bind("missing", missing)
                .bind("sample", Json.of(parts.json().writeValueAsString(byColumn())))
                .bind("connector", scope.connector())
                .bind("listing", listing.id())
                .bind("each", missing == 0 ? 0 : EACH)
                .bind("run", scope.run())
                .then();
    }

    private Map<String, List<Shown>> byColumn() {
        var named = new java.util.LinkedHashMap<String, List<Shown>>();
        shown.forEach((bucket, some) -> named.put(bucket.column(), some));
        return named;
    }
}
