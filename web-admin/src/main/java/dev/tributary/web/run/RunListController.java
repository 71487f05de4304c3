package dev.tributary.web.run;

import dev.tributary.web.api.ConnectorsApi;
import dev.tributary.web.api.KnowledgeBasesApi;
import dev.tributary.web.api.Page;
import dev.tributary.web.api.RunsApi;
import dev.tributary.web.api.RunsApi.Run;
import dev.tributary.web.page.Frame;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The runs of a connector, the newest first. */
@Controller
class RunListController {
    private static final int PAGE = 30;

    private final Frame frame;
    private final ConnectorsApi connectors;
    private final KnowledgeBasesApi bases;
    private final RunsApi runs;

    RunListController(Frame frame, ConnectorsApi connectors, KnowledgeBasesApi bases, RunsApi runs) {
        this.frame = frame;
        this.connectors = connectors;
        this.bases = bases;
        this.runs = runs;
    }

    @GetMapping("/ui/connectors/{id}/runs")
    Mono<Rendering> list(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cursor,
            ServerHttpRequest request) {
        return Mono.zip(frame.around(request), connectors.show(id), runs.list(id, PAGE, cursor))
                .flatMap(all -> bases.show(all.getT2().knowledgeBaseId())
                        .map(base -> page(id, all.getT3())
                                .modelAttribute("shell", all.getT1())
                                .modelAttribute("connector", all.getT2())
                                .modelAttribute("base", base)
                                .build()));
    }

    private static Rendering.Builder<?> page(String connector, Page<Run> runs) {
        return Rendering.view("run/list")
                .modelAttribute("runs", runs.items())
                .modelAttribute("chart", RunChart.of(runs.items()))
                .modelAttribute(
                        "next",
                        runs.nextCursor() == null
                                ? ""
                                : "/ui/connectors/%s/runs?cursor=%s".formatted(connector, runs.nextCursor()));
    }
}
