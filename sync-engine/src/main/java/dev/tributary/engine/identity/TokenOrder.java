package dev.tributary.engine.identity;

import java.time.Instant;
import java.util.Optional;

/** A wish for an API token; without an end it gets the default lifetime. */
public record TokenOrder(String name, Role role, TokenScope scope, Optional<Instant> expiresAt) {}
