package dev.tributary.web.connect;

import dev.tributary.web.api.RunsApi;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** How far a preview is, for the form that it belongs to. */
@Controller
class PreviewController {
    private final RunsApi runs;

    PreviewController(RunsApi runs) {
        this.runs = runs;
    }

    @GetMapping("/ui/previews/{run}")
    Mono<Rendering> show(@PathVariable String run, @RequestParam String scope, @RequestParam boolean confirms) {
        return runs.show(run)
                .map(found -> Rendering.view("connect/preview :: preview")
                        .modelAttribute("preview", Optional.of(new PreviewView(found, scope, false, confirms)))
                        .build());
    }
}
