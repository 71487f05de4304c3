package dev.tributary.web.removal;

import dev.tributary.web.api.ConnectorsApi;
import dev.tributary.web.api.HeldRemovalsApi;
import dev.tributary.web.api.HeldRemovalsApi.HeldRemovals;
import dev.tributary.web.api.KnowledgeBasesApi;
import dev.tributary.web.page.Frame;
import dev.tributary.web.page.Notes;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The removals of a connector that wait for a person, who removes the documents or keeps them. */
@Controller
class RemovalController {
    private static final int PAGE = 50;

    private final Frame frame;
    private final ConnectorsApi connectors;
    private final KnowledgeBasesApi bases;
    private final HeldRemovalsApi removals;
    private final MessageSource texts;

    RemovalController(
            Frame frame,
            ConnectorsApi connectors,
            KnowledgeBasesApi bases,
            HeldRemovalsApi removals,
            MessageSource texts) {
        this.frame = frame;
        this.connectors = connectors;
        this.bases = bases;
        this.removals = removals;
        this.texts = texts;
    }

    @GetMapping("/ui/connectors/{id}/held-removals")
    Mono<Rendering> list(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cursor,
            ServerHttpRequest request) {
        return removals.list(id, PAGE, cursor).flatMap(held -> page(id, held, "", request));
    }

    /** The number is typed as it was read: if it is another one by now, the list is looked at again. */
    @PostMapping("/ui/connectors/{id}/held-removals/apply")
    Mono<Rendering> apply(@PathVariable String id, Confirmation typed, ServerHttpRequest request) {
        return removals.list(id, PAGE, null)
                .flatMap(held -> typed.confirms(held.total())
                        ? removals.apply(id)
                                .map(applying -> Notes.goTo(request, "/ui/runs/" + applying.runId(), "held.applied"))
                        : page(id, held, texts.getMessage("held.differs", null, Locale.ENGLISH), request));
    }

    @PostMapping("/ui/connectors/{id}/held-removals/keep")
    Mono<Rendering> keep(@PathVariable String id, ServerHttpRequest request) {
        return removals.keep(id).map(_ -> Notes.goTo(request, "/ui/connectors/" + id, "held.kept"));
    }

    private Mono<Rendering> page(String id, HeldRemovals held, String refused, ServerHttpRequest request) {
        return Mono.zip(frame.around(request), connectors.show(id))
                .flatMap(all -> bases.show(all.getT2().knowledgeBaseId())
                        .map(base -> Rendering.view("removal/list")
                                .status(refused.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                                .modelAttribute("shell", all.getT1())
                                .modelAttribute("connector", all.getT2())
                                .modelAttribute("base", base)
                                .modelAttribute("held", held)
                                .modelAttribute("refused", refused)
                                .modelAttribute(
                                        "next",
                                        held.nextCursor() == null
                                                ? ""
                                                : "/ui/connectors/%s/held-removals?cursor=%s"
                                                        .formatted(id, held.nextCursor()))
                                .build()));
    }
}
