package dev.tributary.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs: started, followed, cancelled. */
@HttpExchange("/api/v1")
public interface RunsApi {

    @GetExchange("/connectors/{connector}/runs")
    Mono<Page<Run>> list(
            @PathVariable String connector,
            @RequestParam int limit,
            @RequestParam(required = false) @Nullable String cursor);

    @PostExchange("/connectors/{connector}/runs")
    Mono<Run> start(@PathVariable String connector, @RequestBody Order order);

    @GetExchange("/runs/{id}")
    Mono<Run> show(@PathVariable String id);

    @PostExchange("/runs/{id}/cancel")
    Mono<Run> cancel(@PathVariable String id);

    @PostExchange("/sync-all")
    Mono<Void> syncAll();

    /** Until it has ended, whole each time. */
    @GetExchange(url = "/runs/{id}/events", accept = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Run>> follow(@PathVariable String id);

    /** What it did to documents; of one kind, and where title or id has these words, if asked so. */
    @GetExchange("/runs/{id}/documents")
    Mono<Page<Event>> documents(@PathVariable String id, @RequestParam MultiValueMap<String, String> filter);

    /** All of that, for a spreadsheet. */
    @GetExchange(url = "/runs/{id}/documents.csv", accept = "text/csv")
    Mono<ResponseEntity<Flux<DataBuffer>>> csv(@PathVariable String id);

    /** First the runs under way, then each that begins, goes on or ends, whole. */
    @GetExchange(url = "/events", accept = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Run>> follow();

    /**
     * Starts a run.
     *
     * @param kind sync, full, reread, preview or applyRemovals
     */
    record Order(String kind) {}

    /**
     * A run.
     *
     * @param kind sync, full, reread, preview or applyRemovals
     * @param state queued, running, completed, partial, failed, cancelled or superseded
     * @param reason why it was started
     * @param sample of a preview: the first documents of each bucket, and under "removed" those that would go
     * @param remark what it could not do although it ended well
     */
    record Run(
            String id,
            String connectorId,
            String connectorName,
            String kind,
            String state,
            @Nullable String reason,
            Instant requestedAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            Counts counts,
            Progress progress,
            Map<String, List<Sample>> sample,
            @Nullable Cause error,
            @Nullable String remark) {

        public boolean isUnderWay() {
            return state.equals("queued") || state.equals("running");
        }
    }

    /** What was done so far; {@code listed} is the sum of the ones from {@code added} to {@code duplicates}. */
    record Counts(
            long listed,
            long added,
            long updated,
            long moved,
            long unchanged,
            long skipped,
            long filtered,
            long excluded,
            long failed,
            long duplicates,
            long refreshed,
            long fetched,
            long changedBetween,
            long indexed,
            long tombstoned,
            long purged,
            long restored,
            long held) {}

    /**
     * How far a run is.
     *
     * @param pendingFetches documents to be read, counted up to 10,000
     * @param pendingIndex documents to be made searchable, counted up to 10,000
     * @param waitingFor why nothing happens at the moment; null while something does
     */
    record Progress(
            long pages,
            long pendingFetches,
            long pendingIndex,
            boolean cancelRequested,
            @Nullable String waitingFor) {}

    /**
     * What happened to a document.
     *
     * @param title null where nothing is known of it any more
     */
    record Event(
            String documentId,
            @Nullable String title,
            @Nullable String externalId,
            @Nullable String sourceUrl,
            Instant at,
            String kind,
            @Nullable String detail) {}

    /** A document that a preview met. */
    record Sample(
            String externalId,
            String title,
            @Nullable String url,
            @Nullable String reason) {}

    /** Why a run or a connector stopped, and what helps. */
    record Cause(String kind, String message, @Nullable String hint) {}
}
