package dev.tributary.engine.sync;

import dev.tributary.connector.Connector;
import dev.tributary.connector.ListsChanges;
import dev.tributary.engine.knowledge.StoredConnector;
import dev.tributary.meta.Capability;
import java.time.Instant;
import java.util.Optional;

/**
 * What a run lists (L8).
 *
 * @param fingerprint what a checkpoint must match to be used again (R4)
 */
record RunPlan(Listing.Kind kind, boolean rereads, Optional<Instant> changedSince, String fingerprint) {

    static RunPlan of(StoredConnector stored, Connector connector, RunKind kind, SyncSettings settings, Instant now) {
        var listing = listing(stored, connector, kind, settings, now);
        var rereadsWhenFull = connector.meta().capabilities().contains(Capability.REREAD_ON_FULL_SYNC);
        var rereads = kind == RunKind.REREAD || (rereadsWhenFull && listing == Listing.Kind.FULL);
        var since = listing == Listing.Kind.INCREMENTAL
                ? stored.watermark().map(watermark -> watermark.minus(settings.overlap()))
                : Optional.<Instant>empty();
        return new RunPlan(listing, rereads, since, stored.fingerprint(kind.wire() + listing.column() + rereads));
    }

    private static Listing.Kind listing(
            StoredConnector stored, Connector connector, RunKind kind, SyncSettings settings, Instant now) {
        if (kind == RunKind.PREVIEW) {
            return Listing.Kind.PREVIEW;
        }
        var fullIsDue = stored.lastFullAt()
                .filter(last -> last.plus(settings.fullEvery()).isAfter(now))
                .isEmpty();
        if (kind != RunKind.SYNC || fullIsDue || stored.confirmedScope().isPresent()) {
            return Listing.Kind.FULL;
        }
        if (connector instanceof ListsChanges && stored.feedToken().isPresent()) {
            return Listing.Kind.CHANGES;
        }
        var canList = connector.meta().capabilities().contains(Capability.INCREMENTAL_LISTING);
        return canList && stored.watermark().isPresent() ? Listing.Kind.INCREMENTAL : Listing.Kind.FULL;
    }
}
