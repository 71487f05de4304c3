package dev.tributary.engine.web.run;

import dev.tributary.engine.identity.Caller;
import dev.tributary.engine.knowledge.StoredConnectors;
import dev.tributary.engine.schedule.RunStarts;
import dev.tributary.engine.sync.RunKind;
import dev.tributary.engine.sync.RunQueue;
import dev.tributary.engine.sync.Runs;
import dev.tributary.engine.web.Cursor;
import dev.tributary.engine.web.Page;
import dev.tributary.engine.web.PageQuery;
import dev.tributary.engine.web.Problem;
import dev.tributary.engine.web.PublicId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Runs", description = "What keeps knowledge bases in step: started, followed, cancelled")
class RunController {
    private final Runs runs;
    private final RunStarts starts;
    private final RunQueue queue;
    private final StoredConnectors connectors;

    RunController(Runs runs, RunStarts starts, RunQueue queue, StoredConnectors connectors) {
        this.runs = runs;
        this.starts = starts;
        this.queue = queue;
        this.connectors = connectors;
    }

    @PostMapping(path = "/connectors/{id}/runs", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Start a run",
            description = "409 if one is under way or the connector is paused. A connector that was disabled after too many"
                    + " failed runs is enabled by it, and disabled again if this run fails as well.")
    Mono<RunView> start(@PathVariable String id, @RequestBody RunOrder order) {
        var connector = PublicId.parse("connector", id);
        var kind = order.check();
        return Caller.current()
                .flatMap(caller -> starts.start(caller.actor(), connector, kind))
                .map(answer -> RunAnswers.queued(answer, id))
                .flatMap(runs::find)
                .map(RunView::of);
    }

    @GetMapping("/connectors/{id}/runs")
    @Operation(summary = "List the runs of a connector, newest first")
    Mono<Page<RunView>> list(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var connector = PublicId.parse("connector", id);
        var query = PageQuery.of(limit, cursor);
        return connectors
                .find(connector)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("connector", id)))
                .flatMap(_ -> runs.before(connector, query.idOr(Long.MAX_VALUE), query.rows())
                        .collectList())
                .map(rows -> Page.of(rows, query, run -> Cursor.of(run.id()), RunView::of));
    }

    @GetMapping("/runs/{id}")
    @Operation(summary = "Show a run: its state, counts, progress and what it waits for")
    Mono<RunView> show(@PathVariable String id) {
        return runs.find(PublicId.parse("run", id))
                .map(RunView::of)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("run", id)));
    }

    @PostMapping("/runs/{id}/cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Cancel a run",
            description = "One that is queued is over at once; one that runs stops within two seconds and keeps what it stored")
    Mono<RunView> cancel(@PathVariable String id) {
        var run = PublicId.parse("run", id);
        return Caller.current()
                .flatMap(caller -> queue.cancel(caller.actor(), run))
                .flatMap(cancelled -> switch (cancelled) {
                    case AT_ONCE, REQUESTED -> show(id);
                    case ENDED_BEFORE ->
                        Mono.error(Problem.conflict("Run " + id + " has ended; there is nothing to cancel."));
                    case NO_RUN -> Mono.error(Problem.notFound("run", id));
                });
    }

    @PostMapping("/sync-all")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Sync every active connector that has no run under way")
    Mono<Started> syncAll() {
        return Caller.current()
                .flatMap(caller -> starts.startAll(caller.actor()))
                .map(Started::new);
    }

    @Schema(name = "RunOrder", requiredProperties = "kind")
    record RunOrder(
            @Schema(allowableValues = {"sync", "full", "reread", "preview", "applyRemovals"})
            @Nullable String kind) {
        RunKind check() {
            return Optional.ofNullable(kind)
                    .flatMap(RunKind::parse)
                    .orElseThrow(() ->
                            Problem.invalid("kind", "must be sync, full, reread, preview or applyRemovals"));
        }
    }

    @Schema(name = "StartedRuns")
    record Started(@Schema(description = "How many runs were queued") long queued) {}
}
