package dev.tributary.web.knowledge;

import dev.tributary.web.api.ApiProblem;
import dev.tributary.web.api.KnowledgeBasesApi;
import dev.tributary.web.api.KnowledgeBasesApi.Order;
import dev.tributary.web.page.FormErrors;
import dev.tributary.web.page.Frame;
import dev.tributary.web.page.Notes;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

@Controller
class KnowledgeBaseController {
    private static final int PAGE = 60;

    private final Frame frame;
    private final KnowledgeBasesApi bases;
    private final MessageSource texts;

    KnowledgeBaseController(Frame frame, KnowledgeBasesApi bases, MessageSource texts) {
        this.frame = frame;
        this.bases = bases;
        this.texts = texts;
    }

    @GetMapping("/ui/knowledge-bases")
    Mono<Rendering> list(@RequestParam(required = false) @Nullable String cursor, ServerHttpRequest request) {
        return Mono.zip(frame.around(request), bases.list(PAGE, cursor))
                .map(all -> Rendering.view("knowledge/list")
                        .modelAttribute("shell", all.getT1())
                        .modelAttribute("bases", all.getT2())
                        .build());
    }

    @GetMapping("/ui/knowledge-bases/new")
    Mono<Rendering> create(ServerHttpRequest request) {
        return form(request, "/ui/knowledge-bases", new Order("", ""), Map.of());
    }

    @PostMapping("/ui/knowledge-bases")
    Mono<Rendering> create(Order order, ServerHttpRequest request) {
        return bases.create(order)
                .map(base -> Notes.goTo(request, "/ui/knowledge-bases/" + base.id(), "kb.created"))
                .onErrorResume(
                        FormErrors::isMendable,
                        failure -> form(request, "/ui/knowledge-bases", order, FormErrors.of((ApiProblem) failure)));
    }

    private Mono<Rendering> form(ServerHttpRequest request, String action, Order order, Map<String, String> errors) {
        return frame.around(request)
                .map(shell -> Rendering.view(Notes.isPart(request) ? "knowledge/edit :: form" : "knowledge/edit")
                        .status(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                        .modelAttribute("shell", shell)
                        .modelAttribute("heading", texts.getMessage("kb.new", null, Locale.ENGLISH))
                        .modelAttribute("action", action)
                        .modelAttribute("order", order)
                        .modelAttribute("errors", errors)
                        .build());
    }
}
