package dev.tributary.engine.identity;

import java.time.Instant;
import java.util.Optional;

/** A wish for an API token. */
public record TokenOrder(String name, Role role, Optional<Instant> expiresAt) {}
