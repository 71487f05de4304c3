package dev.tributary.web.run;

import dev.tributary.web.api.ConnectorsApi;
import dev.tributary.web.api.ConnectorsApi.Connector;
import dev.tributary.web.api.KnowledgeBasesApi;
import dev.tributary.web.api.RunsApi;
import dev.tributary.web.api.RunsApi.Run;
import dev.tributary.web.connector.Pace;
import dev.tributary.web.connector.Progress;
import dev.tributary.web.page.Frame;
import dev.tributary.web.page.Notes;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** One run: how it went, what it did, and to which documents. */
@Controller
class RunController {
    private final Frame frame;
    private final ConnectorsApi connectors;
    private final KnowledgeBasesApi bases;
    private final RunsApi runs;
    private final RunTroubles troubles;

    RunController(Frame frame, ConnectorsApi connectors, KnowledgeBasesApi bases, RunsApi runs, RunTroubles troubles) {
        this.frame = frame;
        this.connectors = connectors;
        this.bases = bases;
        this.runs = runs;
        this.troubles = troubles;
    }

    @GetMapping("/ui/runs/{id}")
    Mono<Rendering> show(@PathVariable String id, EventFilter filter, ServerHttpRequest request) {
        return Mono.zip(frame.around(request), runs.show(id), runs.documents(id, filter.wire()))
                .flatMap(all -> connectors
                        .show(all.getT2().connectorId())
                        .flatMap(connector -> Mono.zip(
                                        surroundings(all.getT2(), connector), bases.show(connector.knowledgeBaseId()))
                                .map(more -> Rendering.view("run/page")
                                        .model(more.getT1())
                                        .modelAttribute("shell", all.getT1())
                                        .modelAttribute("base", more.getT2())
                                        .modelAttribute("filter", filter)
                                        .modelAttribute("kinds", EventFilter.KINDS)
                                        .modelAttribute("events", all.getT3().items())
                                        .modelAttribute(
                                                "next",
                                                filter.next(
                                                        "/ui/runs/" + id,
                                                        all.getT3().nextCursor()))
                                        .build())));
    }

    private Mono<Map<String, Object>> surroundings(Run run, Connector connector) {
        return troubles.of(run, connector).map(trouble -> {
            var model = new HashMap<>(live(run));
            model.put("connector", connector);
            trouble.ifPresent(found -> model.put("trouble", found));
            return model;
        });
    }

    /** What changes while a run is under way. */
    static Map<String, Object> live(Run run) {
        var model = new HashMap<String, Object>();
        model.put("run", run);
        model.put("sum", Sum.of(run.counts()));
        model.put("id", run.id());
        if (run.isUnderWay()) {
            model.put(
                    "progress",
                    Progress.of(run, Pace.sinceStart(run, Clock.systemUTC().instant())));
        }
        return model;
    }

    @PostMapping("/ui/runs/{id}/cancel")
    Mono<Rendering> cancel(@PathVariable String id, ServerHttpRequest request) {
        return runs.cancel(id).map(_ -> Notes.goTo(request, "/ui/runs/" + id, "connector.cancelled"));
    }
}
