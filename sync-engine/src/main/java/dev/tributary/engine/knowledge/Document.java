package dev.tributary.engine.knowledge;

import dev.tributary.connector.Tags;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A document as a person sees it.
 *
 * @param reason why it is skipped or filtered, or who excluded it
 * @param bucket what the last run in which something happened to it did with it
 * @param error why it could not be read, if it could not
 */
public record Document(
        long id,
        Home home,
        String externalId,
        String title,
        @Nullable String sourceUrl,
        Tags tags,
        DocumentState state,
        @Nullable String reason,
        Versions versions,
        @Nullable String bucket,
        @Nullable Failure error,
        Times times) {

    /** Where it belongs. A detached one stays although its connector is gone: it has neither name nor type. */
    public record Home(
            long knowledgeBase,
            long connector,
            @Nullable String connectorName,
            @Nullable String connectorType) {}

    /**
     * What the source has, what is stored and what is searchable (L10).
     *
     * @param contentVersion null until it was read
     * @param indexedVersion null until it is searchable
     */
    public record Versions(
            String sourceVersion,
            @Nullable String contentVersion,
            @Nullable String indexedVersion,
            long contentLength) {}

    /** Why it could not be read, how often not, and when it is tried again (L9). */
    public record Failure(
            String kind,
            String message,
            int attempts,
            @Nullable Instant nextTryAt) {}

    /** When it came and changed here, was left out by its source, and was excluded. */
    public record Times(
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant removedAt,
            @Nullable Instant excludedAt) {}
}
