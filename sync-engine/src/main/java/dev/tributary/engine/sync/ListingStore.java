package dev.tributary.engine.sync;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The checkpoint of a listing: found again, begun, closed. */
final class ListingStore {

    private static final String COLUMNS = """
            id, kind, reread, cursor, pages, ended, duplicates_known, incomplete_reason, changed_since, feed_token,
            started_at""";

    /** A listing with settings that changed meanwhile says nothing about what the new ones bring. */
    private static final String SETTINGS_STILL_HOLD = "(configured_at IS NULL OR configured_at <= %s)";

    private final DatabaseClient db;

    ListingStore(DatabaseClient db) {
        this.db = db;
    }

    /** The listing that stopped half-way, if the plan is still the same; any other is thrown away. */
    Mono<Listing> resume(RunScope scope, RunPlan plan) {
        var isPreview = plan.kind() == Listing.Kind.PREVIEW;
        return db.sql("""
                        SELECT %s, fingerprint = :fingerprint AND kind <> 'preview' AND EXISTS (
                            SELECT FROM connector WHERE id = :connector AND %s) AS goes_on
                        FROM listing WHERE connector_id = :connector AND (kind = 'preview') = :preview""".formatted(COLUMNS, SETTINGS_STILL_HOLD.formatted("listing.started_at")))
                .bind("connector", scope.connector())
                .bind("fingerprint", plan.fingerprint())
                .bind("preview", isPreview)
                .map(row -> new Found(listing(row), Boolean.TRUE.equals(row.get("goes_on", Boolean.class))))
                .all()
                .concatMap(found -> found.goesOn()
                        ? Mono.just(found.listing())
                        : throwAway(scope, found.listing()).then(Mono.<Listing>empty()))
                .singleOrEmpty();
    }

    private record Found(Listing listing, boolean goesOn) {}

    Mono<Void> throwAway(RunScope scope, Listing listing) {
        return db.sql("""
                        DELETE FROM listing WHERE id = :listing
                          AND EXISTS (SELECT FROM connector WHERE id = :connector AND lease_token = :lease FOR KEY SHARE)""")
                .bind("listing", listing.id())
                .bind("connector", scope.connector())
                .bind("lease", scope.lease())
                .fetch()
                .rowsUpdated()
                .flatMap(deleted -> deleted == 1 ? Mono.<Void>empty() : Mono.error(new LeaseLost(scope.run())));
    }

    /**
     * Begins a listing.
     *
     * @param feedToken where the change feed stands now, for a full listing; where to read it from, for changes
     */
    Mono<Listing> begin(RunScope scope, RunPlan plan, Optional<String> feedToken, Instant now) {
        var isFeed = plan.kind() == Listing.Kind.CHANGES;
        var spec = db.sql("""
                        INSERT INTO listing (connector_id, kind, reread, fingerprint, cursor, changed_since,
                            feed_token, started_at)
                        SELECT id, :kind, :reread, :fingerprint, :cursor, :since, :token, :now FROM connector
                        WHERE id = :connector AND lease_token = :lease AND lease_until > clock_timestamp() FOR KEY SHARE
                        RETURNING\s""" + COLUMNS)
                .bind("lease", scope.lease())
                .bind("connector", scope.connector())
                .bind("kind", plan.kind().column())
                .bind("reread", plan.rereads())
                .bind("fingerprint", plan.fingerprint())
                .bind("now", now);
        spec = feedToken.filter(_ -> isFeed).isPresent()
                ? spec.bind("cursor", feedToken.orElseThrow())
                : spec.bindNull("cursor", String.class);
        spec = feedToken.isPresent()
                ? spec.bind("token", feedToken.orElseThrow())
                : spec.bindNull("token", String.class);
        spec = plan.changedSince().isPresent()
                ? spec.bind("since", plan.changedSince().orElseThrow())
                : spec.bindNull("since", Instant.class);
        return spec.map(ListingStore::listing).one().switchIfEmpty(Mono.error(() -> new LeaseLost(scope.run())));
    }

    /** Forgets the checkpoint. */
    Mono<Void> discard(Listing listing) {
        return db.sql("DELETE FROM listing WHERE id = :listing")
                .bind("listing", listing.id())
                .then();
    }

    /** The listing is done: the connector remembers up to when it has seen everything. */
    Mono<Void> close(RunScope scope, Listing listing, boolean failures) {
        var isFull = listing.kind() == Listing.Kind.FULL;
        var token = isFull
                ? listing.feedToken()
                : listing.cursor().filter(_ -> listing.kind() == Listing.Kind.CHANGES && !listing.isListedAgain());
        var spec = db.sql("""
                        WITH done AS (
                          DELETE FROM listing l USING connector c
                          WHERE l.id = :listing AND c.id = :connector AND c.lease_token = :lease)
                        UPDATE connector SET
                            watermark = CASE WHEN :clean AND NOT :again AND %1$s THEN :started ELSE watermark END,
                            last_full_at = CASE WHEN :full AND %1$s THEN :started ELSE last_full_at END,
                            confirmed_scope = CASE WHEN :proves AND %1$s THEN NULL ELSE confirmed_scope END,
                            feed_token = CASE WHEN %1$s THEN coalesce(:token, feed_token) END
                        WHERE id = :connector AND lease_token = :lease""".formatted(SETTINGS_STILL_HOLD.formatted(":started")))
                .bind("listing", listing.id())
                .bind("clean", !failures)
                .bind("again", listing.isListedAgain())
                .bind("full", isFull)
                .bind("proves", listing.proves())
                .bind("started", listing.startedAt())
                .bind("connector", scope.connector())
                .bind("lease", scope.lease());
        spec = token.isPresent() ? spec.bind("token", token.orElseThrow()) : spec.bindNull("token", String.class);
        return spec.fetch()
                .rowsUpdated()
                .flatMap(updated -> updated == 1 ? Mono.<Void>empty() : Mono.error(new LeaseLost(scope.run())));
    }

    private static Listing listing(Readable row) {
        return new Listing(
                Objects.requireNonNull(row.get("id", Long.class)),
                Listing.Kind.valueOf(
                        Objects.requireNonNull(row.get("kind", String.class)).toUpperCase(Locale.ROOT)),
                Boolean.TRUE.equals(row.get("reread", Boolean.class)),
                Optional.ofNullable(row.get("cursor", String.class)),
                Objects.requireNonNull(row.get("pages", Long.class)),
                Boolean.TRUE.equals(row.get("ended", Boolean.class)),
                Boolean.TRUE.equals(row.get("duplicates_known", Boolean.class)),
                Optional.ofNullable(row.get("incomplete_reason", String.class)),
                Optional.ofNullable(row.get("changed_since", Instant.class)),
                Optional.ofNullable(row.get("feed_token", String.class)),
                Objects.requireNonNull(row.get("started_at", Instant.class)));
    }
}
