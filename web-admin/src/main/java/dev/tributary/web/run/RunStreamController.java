package dev.tributary.web.run;

import dev.tributary.web.api.RunsApi;
import dev.tributary.web.api.RunsApi.Run;
import dev.tributary.web.connector.Follow;
import dev.tributary.web.connector.Progress;
import dev.tributary.web.page.Frame;
import dev.tributary.web.page.Live;
import dev.tributary.web.page.Shell;
import java.time.Clock;
import java.util.HashMap;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a run's page gets as a stream: how it goes on, and all of its documents for a spreadsheet. */
@Controller
class RunStreamController {
    private final Frame frame;
    private final RunsApi runs;
    private final Live live;
    private final Clock clock = Clock.systemUTC();

    RunStreamController(Frame frame, RunsApi runs, Live live) {
        this.frame = frame;
        this.runs = runs;
        this.live = live;
    }

    /**
     * Follows a run.
     *
     * @param state the one that the page shows
     */
    @GetMapping("/ui/runs/{id}/events")
    Mono<ResponseEntity<Flux<ServerSentEvent<String>>>> events(
            @PathVariable String id, @RequestParam(defaultValue = "") String state, ServerWebExchange exchange) {
        return Live.answer(frame.around(exchange.getRequest()).map(shell -> {
            var follow = new Follow(Follow.mark(id, state));
            return runs.follow(id)
                    .concatMap(
                            event -> event.data() == null
                                    ? Mono.just(Live.stillHere())
                                    : news(event.data(), follow, shell, exchange),
                            1);
        }));
    }

    private Mono<ServerSentEvent<String>> news(Run run, Follow follow, Shell shell, ServerWebExchange exchange) {
        return follow.next(run, clock.instant())
                .map(progress -> part(run, progress, shell, exchange))
                .orElseGet(() -> Mono.just(Live.ended("run-" + run.id())));
    }

    private Mono<ServerSentEvent<String>> part(Run run, Progress progress, Shell shell, ServerWebExchange exchange) {
        var model = new HashMap<>(RunController.live(run));
        model.put("progress", progress);
        model.put("shell", shell);
        return live.part("run/page :: live", model, exchange);
    }

    @GetMapping("/ui/runs/{id}/documents.csv")
    Mono<ResponseEntity<Flux<DataBuffer>>> csv(@PathVariable String id) {
        return runs.csv(id)
                .map(answer -> ResponseEntity.ok()
                        .contentType(MediaType.valueOf("text/csv;charset=UTF-8"))
                        .header(
                                "Content-Disposition",
                                ContentDisposition.attachment()
                                        .filename("run-%s.csv".formatted(id))
                                        .build()
                                        .toString())
                        .body(answer.getBody()));
    }
}
