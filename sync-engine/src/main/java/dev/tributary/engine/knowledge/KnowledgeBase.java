package dev.tributary.engine.knowledge;

import java.time.Instant;

/**
 * A collection of documents that is searched as one.
 *
 * @param connectors how many fill it
 */
public record KnowledgeBase(long id, String name, String description, long connectors, Instant createdAt) {}
