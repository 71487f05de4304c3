package dev.tributary.engine.sync;

/** Where a listed item ends up. Each is in exactly one; their sum is what was listed. Columns of {@code sync_run}. */
enum Bucket {
    ADDED,
    UPDATED,
    MOVED,
    UNCHANGED,
    SKIPPED,
    FILTERED,
    EXCLUDED,
    FAILED,
    DUPLICATES;

    String column() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
