package dev.tributary.engine.source;

import java.time.Instant;

/** A private place that an admin opened for sources: a host, host:port, an address or a CIDR range. */
public record AddedHost(long id, String host, String addedBy, Instant addedAt) {}
