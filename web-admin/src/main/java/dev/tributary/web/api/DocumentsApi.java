package dev.tributary.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import reactor.core.publisher.Mono;

/** Documents: what the knowledge bases hold, and what became of the rest. */
@HttpExchange("/api/v1")
public interface DocumentsApi {

    /** By {@code connector}, {@code state}, {@code q} and {@code tag.<id>}; with {@code limit} and {@code cursor}. */
    @GetExchange("/knowledge-bases/{kb}/documents")
    Mono<Page<Document>> list(@PathVariable String kb, @RequestParam MultiValueMap<String, String> filter);

    /** What is done: exclude, restore or retry. */
    @PostExchange("/knowledge-bases/{kb}/documents/{what}")
    Mono<Changed> changeAll(@PathVariable String kb, @PathVariable String what, @RequestBody Ids ids);

    @GetExchange("/documents/{id}")
    Mono<Document> show(@PathVariable String id);

    /** What is done: exclude, restore or retry. */
    @PostExchange("/documents/{id}/{what}")
    Mono<Document> change(@PathVariable String id, @PathVariable String what);

    /** Markdown. */
    @GetExchange("/documents/{id}/content")
    Mono<String> content(@PathVariable String id);

    @GetExchange("/documents/{id}/history")
    Mono<Page<Event>> history(
            @PathVariable String id, @RequestParam int limit, @RequestParam(required = false) @Nullable String cursor);

    /** Why a document is, or is not, in a knowledge base; by one of the two. */
    @GetExchange("/knowledge-bases/{kb}/explain")
    Mono<Explanation> explain(
            @PathVariable String kb,
            @RequestParam(required = false) @Nullable String url,
            @RequestParam(required = false) @Nullable String externalId);

    /**
     * A document.
     *
     * @param tags texts, numbers, times and booleans by the id of the tag
     * @param state indexed, pending, failed, skipped, filtered, excluded, removed or held
     * @param reason why it is skipped or filtered
     * @param sourceVersion the version that the source has
     * @param indexedVersion the version that can be searched
     */
    record Document(
            String id,
            String knowledgeBaseId,
            String connectorId,
            @Nullable String connectorName,
            @Nullable String connectorType,
            String externalId,
            String title,
            @Nullable String sourceUrl,
            Map<String, Object> tags,
            String state,
            @Nullable String reason,
            @Nullable String sourceVersion,
            @Nullable String indexedVersion,
            @Nullable Long contentLength,
            @Nullable Failure error,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant removedAt,
            @Nullable Instant excludedAt) {

        /** Whether its connector is gone. */
        public boolean isDetached() {
            return connectorName == null;
        }
    }

    record Failure(
            String kind,
            String message,
            int attempts,
            @Nullable Instant nextTryAt) {}

    record Ids(List<String> ids) {}

    record Changed(long changed, List<Refused> refused) {}

    record Refused(String id, String message) {}

    /**
     * What happened to a document.
     *
     * @param runId absent when a person did it
     */
    record Event(
            String id,
            @Nullable String runId,
            @Nullable String runKind,
            Instant at,
            String kind,
            @Nullable String detail) {}

    record Explanation(String sentence, List<Finding> findings, List<Scope> scopes) {}

    record Finding(
            String verdict, String sentence, @Nullable Document document) {}

    /**
     * What a connector lists.
     *
     * @param incomplete why the listing under way does not have everything
     */
    record Scope(
            String connectorId,
            String name,
            String type,
            @Nullable Instant lastFullAt,
            @Nullable String incomplete) {}
}
