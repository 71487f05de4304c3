package dev.tributary.engine.sync;

import java.util.EnumMap;
import java.util.Map;

/** How many items one transaction puts into each bucket. Written once, by one thread, then read. */
final class Tally {

    private final Map<Bucket, Long> counts = new EnumMap<>(Bucket.class);
    private long listed;
    private long restored;
    private long refreshed;

    Tally list(Bucket bucket, long items) {
        counts.merge(bucket, items, Long::sum);
        listed += items;
        return this;
    }

    Tally restore() {
        restored++;
        return this;
    }

    Tally refresh() {
        refreshed++;
        return this;
    }

    long of(Bucket bucket) {
        return counts.getOrDefault(bucket, 0L);
    }

    long listed() {
        return listed;
    }

    long restored() {
        return restored;
    }

    long refreshed() {
        return refreshed;
    }
}
