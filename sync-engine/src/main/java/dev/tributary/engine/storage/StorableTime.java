package dev.tributary.engine.storage;

import java.time.Instant;

/** Which times PostgreSQL can hold and compare with, among those that people and sources tell. */
public final class StorableTime {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private StorableTime() {}

    /** Whether it is in one of the years 1 to 9999. */
    public static boolean isStorable(Instant time) {
        return !time.isBefore(EARLIEST) && !time.isAfter(LATEST);
    }
}
