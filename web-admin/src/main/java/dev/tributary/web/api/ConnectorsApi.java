package dev.tributary.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tributary.meta.TagDefinition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;
import reactor.core.publisher.Mono;

/** Connectors: what they are set to, and what they do. */
@HttpExchange("/api/v1")
public interface ConnectorsApi {

    @GetExchange("/knowledge-bases/{kb}/connectors")
    Mono<Page<Connector>> list(
            @PathVariable String kb, @RequestParam int limit, @RequestParam(required = false) @Nullable String cursor);

    @PostExchange("/knowledge-bases/{kb}/connectors")
    Mono<Connector> create(@PathVariable String kb, @RequestBody Order order);

    @GetExchange("/connectors/{id}")
    Mono<Connector> show(@PathVariable String id);

    @PatchExchange("/connectors/{id}")
    Mono<Connector> change(@PathVariable String id, @RequestBody Order order);

    @DeleteExchange("/connectors/{id}")
    Mono<Void> delete(@PathVariable String id, @RequestParam String documents);

    /** Starts a run that shows what another config would bring, and changes nothing. */
    @PostExchange("/connectors/{id}/preview")
    Mono<PreviewRun> preview(@PathVariable String id, @RequestBody PreviewOrder order);

    /** Tells which slots the tags of a new connector would get. */
    @PostExchange("/knowledge-bases/{kb}/tag-slots")
    Mono<TagSlots> tagSlots(@PathVariable String kb, @RequestBody TagSlotsOrder order);

    @PostExchange("/connectors/{id}/{pauseOrResume}")
    Mono<Connector> move(@PathVariable String id, @PathVariable String pauseOrResume);

    @PostExchange("/connectors/{id}/retry-failed")
    Mono<Retried> retryFailed(@PathVariable String id);

    /**
     * A connector, without its secrets.
     *
     * @param config answers by key of the field; a list where the field takes several
     * @param secrets the names of those that are set
     * @param state active, paused, disabled, deleting or draft
     * @param waitingFor why it does nothing at the moment, in words
     */
    record Connector(
            String id,
            String knowledgeBaseId,
            String type,
            String name,
            Map<String, Object> config,
            @Nullable String credentialId,
            List<String> secrets,
            Map<String, String> tagSlots,
            List<TagDefinition> tagsWithoutSlot,
            List<String> disabledTagIds,
            Schedule schedule,
            String state,
            @Nullable String waitingFor,
            RunsApi.@Nullable Cause lastError,
            int failures,
            @Nullable Instant nextRunAt,
            @Nullable LastRun lastRun,
            KnowledgeBasesApi.Documents documents,
            Instant createdAt,
            Instant updatedAt) {}

    record LastRun(
            String id,
            String kind,
            String state,
            @Nullable String reason,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {}

    /** One of the three: every so many minutes, by cron, or by hand. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Schedule(
            @Nullable Long everyMinutes,
            @Nullable String cron,
            @Nullable String zone,
            @Nullable Boolean manual) {}

    /** Makes a connector, or changes what it names. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Order(
            @Nullable String type,
            @Nullable String name,
            @Nullable String credentialId,
            @Nullable Map<String, String> secrets,
            @Nullable Map<String, Object> config,
            @Nullable List<String> disabledTagIds,
            @Nullable Schedule schedule,
            @Nullable Boolean draft,
            @Nullable Boolean confirmRemovals) {
        @Override
        public String toString() {
            return "Order[" + type + "]";
        }
    }

    /**
     * How many failed documents are read again.
     *
     * @param runId the run that reads them; null while the connector is paused
     */
    record Retried(long documents, @Nullable String runId) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PreviewOrder(@Nullable String credentialId, Map<String, Object> config) {}

    record PreviewRun(String id) {}

    record TagSlotsOrder(String type, List<String> disabledTagIds) {}

    /**
     * The slots of the tags of a connector to come.
     *
     * @param tagSlots by the id of the tag
     */
    record TagSlots(Map<String, String> tagSlots, List<TagDefinition> tagsWithoutSlot) {}
}
