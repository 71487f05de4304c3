package dev.tributary.engine.web.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;

/** A bucket of tokens for each who asks, full at first, that fills up again within a minute. Thread-safe. */
final class Buckets {
    /** Who did not ask for longest is forgotten, which fills the bucket. */
    static final int MOST = 10_000;

    private final int perMinute;
    private final Clock clock;
    private final LinkedHashMap<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    /** @param left tokens at that time; parts of one count */
    private record Bucket(double left, Instant at) {}

    Buckets(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /** Takes a token; if there is none, how long until there is one. */
    Duration take(String who) {
        var now = clock.instant();
        synchronized (buckets) {
            var bucket = filled(buckets.getOrDefault(who, new Bucket(perMinute, now)), now);
            var enough = bucket.left() >= 1;
            buckets.put(who, enough ? new Bucket(bucket.left() - 1, now) : bucket);
            if (buckets.size() > MOST) {
                buckets.pollFirstEntry();
            }
            return enough
                    ? Duration.ZERO
                    : Duration.ofNanos((long) Math.ceil((1 - bucket.left()) * minute() / perMinute));
        }
    }

    private Bucket filled(Bucket bucket, Instant now) {
        var since = Math.clamp(Duration.between(bucket.at(), now).toMillis(), 0, 60_000) * 1e6;
        return new Bucket(Math.min(perMinute, bucket.left() + since * perMinute / minute()), now);
    }

    private static double minute() {
        return Duration.ofMinutes(1).toNanos();
    }
}
