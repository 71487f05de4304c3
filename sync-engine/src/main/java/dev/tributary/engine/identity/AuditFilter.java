package dev.tributary.engine.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * Which entries of the audit log are wanted; what is empty does not limit.
 *
 * @param actor as the log names it, such as {@code person:ada}
 * @param action such as {@code connector.create}, or its first part with the dot for all of a kind: {@code connector.}
 * @param target such as {@code connector:17}
 */
public record AuditFilter(Optional<String> actor, Optional<String> action, Optional<String> target, Span span) {

    /** Everything. */
    public static final AuditFilter NONE = new AuditFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), new Span(Optional.empty(), Optional.empty()));

    /** From {@code since} on and before {@code until}. */
    public record Span(Optional<Instant> since, Optional<Instant> until) {}
}
