package dev.tributary.engine.knowledge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a document, when, and why.
 *
 * @param run in which run; null when a person did it
 */
public record DocumentEvent(
        long id,
        long document,
        @Nullable Long run,
        Instant at,
        String kind,
        @Nullable String detail) {}
