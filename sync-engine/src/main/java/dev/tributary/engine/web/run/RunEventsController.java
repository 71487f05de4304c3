package dev.tributary.engine.web.run;

import dev.tributary.engine.WhenRunning;
import dev.tributary.engine.sync.Run;
import dev.tributary.engine.sync.RunWatch;
import dev.tributary.engine.sync.Runs;
import dev.tributary.engine.web.Problem;
import dev.tributary.engine.web.PublicId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Live progress as server-sent events. Each event is a whole run, so nothing is missed for good: who reconnects, with or
 * without {@code Last-Event-ID}, starts with how things are.
 */
@RestController
@WhenRunning
@RequestMapping(path = "/api/v1", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
@Tag(name = "Runs")
class RunEventsController {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    /** After this a listener connects anew, and its rights are looked at again. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private static final int LISTENERS = 200;

    private final RunWatch watch;
    private final Runs runs;
    private final Semaphore places = new Semaphore(LISTENERS);
    private final Sinks.Empty<Void> closing = Sinks.empty();

    RunEventsController(RunWatch watch, Runs runs) {
        this.watch = watch;
        this.runs = runs;
    }

    /** An open stream would hold up an orderly stop. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closing.tryEmitEmpty();
    }

    @GetMapping("/runs/{id}/events")
    @Operation(summary = "Follow a run until it ends: events named \"run\", each the whole run")
    Flux<ServerSentEvent<RunView>> one(@PathVariable String id) {
        var run = PublicId.parse("run", id);
        return runs.find(run)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("run", id)))
                .flatMapMany(_ -> stream(watch.one(run)));
    }

    @GetMapping("/events")
    @Operation(summary = "Follow all runs: first those under way, then each that begins, goes on or ends")
    Flux<ServerSentEvent<RunView>> all() {
        return stream(watch.all());
    }

    private Flux<ServerSentEvent<RunView>> stream(Flux<Run> source) {
        return Flux.defer(() -> places.tryAcquire()
                ? events(source).doFinally(_ -> places.release())
                : Flux.error(Problem.throttled(
                        "%d listeners follow runs already; try again shortly.".formatted(LISTENERS), HEARTBEAT)));
    }

    private Flux<ServerSentEvent<RunView>> events(Flux<Run> source) {
        var heartbeat = ServerSentEvent.<RunView>builder().comment("still here").build();
        return source.map(RunEventsController::event)
                .publish(events -> Flux.merge(
                        Flux.just(heartbeat),
                        events,
                        Flux.interval(HEARTBEAT)
                                .onBackpressureDrop()
                                .map(_ -> heartbeat)
                                .takeUntilOther(events.ignoreElements())))
                .takeUntilOther(Mono.delay(LONGEST))
                .takeUntilOther(closing.asMono());
    }

    private static ServerSentEvent<RunView> event(Run run) {
        return ServerSentEvent.builder(RunView.of(run))
                .event("run")
                .id(PublicId.of(run.id()))
                .build();
    }
}
