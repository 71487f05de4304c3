package dev.tributary.web.knowledge;

import dev.tributary.web.api.KnowledgeBasesApi;
import dev.tributary.web.api.RunsApi;
import dev.tributary.web.api.StatusApi;
import dev.tributary.web.page.Frame;
import dev.tributary.web.page.Notes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** All knowledge bases, and what needs somebody in them. */
@Controller
class KnowledgeBaseController {
    private static final int PAGE = 60;

    private final Frame frame;
    private final KnowledgeBasesApi bases;
    private final StatusApi status;
    private final RunsApi runs;

    KnowledgeBaseController(Frame frame, KnowledgeBasesApi bases, StatusApi status, RunsApi runs) {
        this.frame = frame;
        this.bases = bases;
        this.status = status;
        this.runs = runs;
    }

    @GetMapping("/ui/knowledge-bases")
    Mono<Rendering> list(@RequestParam(required = false) @Nullable String cursor, ServerHttpRequest request) {
        return Mono.zip(frame.around(request), bases.list(PAGE, cursor), status.show())
                .map(all -> Rendering.view("knowledge/list")
                        .modelAttribute("shell", all.getT1())
                        .modelAttribute("bases", all.getT2().items())
                        .modelAttribute("next", next(all.getT2().nextCursor()))
                        .modelAttribute("attention", Attention.of(all.getT3()))
                        .modelAttribute("queue", all.getT3().queue())
                        .build());
    }

    private static String next(@Nullable String cursor) {
        return cursor == null ? "" : "/ui/knowledge-bases?cursor=" + Objects.requireNonNull(cursor);
    }

    @PostMapping("/ui/sync-all")
    Mono<Rendering> syncAll(ServerHttpRequest request) {
        return runs.syncAll().then(Mono.fromSupplier(() -> Notes.goTo(request, "/ui/knowledge-bases", "kb.syncAll")));
    }
}
