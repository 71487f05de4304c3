package dev.tributary.engine.knowledge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A collection of documents that is searched as one.
 *
 * @param connectors how many fill it
 * @param lastSyncedAt when the latest run ended that kept it in step, if there was one
 * @param problems connectors for which a person should do something: those that fail, are disabled, wait for an account or
 *     settings, hold removals or have documents that could not be read
 */
public record KnowledgeBase(
        long id,
        String name,
        String description,
        Instant createdAt,
        long connectors,
        DocumentCounts documents,
        @Nullable Instant lastSyncedAt,
        long problems) {}
