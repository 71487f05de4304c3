package dev.tributary.connector;

import java.time.Instant;
import java.util.Optional;

/**
 * Which page of which listing is wanted.
 *
 * @param cursor where the page before ended; empty for the first
 * @param changedSince list only what changed since then; empty for everything. Given only to connectors that declare
 *     {@code INCREMENTAL_LISTING}; the engine has subtracted its overlap already
 */
public record ListRequest(Optional<String> cursor, Optional<Instant> changedSince) {

    public static final ListRequest EVERYTHING = new ListRequest(Optional.empty(), Optional.empty());

    public static ListRequest changedSince(Instant time) {
        return new ListRequest(Optional.empty(), Optional.of(time));
    }

    public ListRequest from(String next) {
        return new ListRequest(Optional.of(next), changedSince);
    }
}
