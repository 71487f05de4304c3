package dev.tributary.web.document;

import dev.tributary.web.api.ApiProblem;
import dev.tributary.web.api.DocumentsApi;
import dev.tributary.web.api.DocumentsApi.Document;
import dev.tributary.web.api.DocumentsApi.Event;
import dev.tributary.web.api.KnowledgeBasesApi;
import dev.tributary.web.api.Page;
import dev.tributary.web.page.Frame;
import dev.tributary.web.page.Notes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** One document: what it says, how it stands, and what happened to it. */
@Controller
class DocumentController {
    private static final int EVENTS = 50;
    private static final Set<String> CHANGES = Set.of("exclude", "restore", "retry");

    private final Frame frame;
    private final DocumentsApi documents;
    private final KnowledgeBasesApi bases;

    DocumentController(Frame frame, DocumentsApi documents, KnowledgeBasesApi bases) {
        this.frame = frame;
        this.documents = documents;
        this.bases = bases;
    }

    @GetMapping("/ui/documents/{id}")
    Mono<Rendering> show(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cursor,
            ServerHttpRequest request) {
        return Mono.zip(frame.around(request), documents.show(id), content(id), documents.history(id, EVENTS, cursor))
                .flatMap(all -> bases.show(all.getT2().knowledgeBaseId())
                        .map(base -> page(all.getT2(), all.getT3(), all.getT4())
                                .modelAttribute("shell", all.getT1())
                                .modelAttribute("base", base)
                                .build()));
    }

    private static Rendering.Builder<?> page(Document document, String content, Page<Event> history) {
        return Rendering.view("document/page")
                .modelAttribute("document", document)
                .modelAttribute("changes", changes(document))
                .modelAttribute("html", Markdown.html(content))
                .modelAttribute("cut", content.length() > Markdown.SHOWN)
                .modelAttribute("history", history.items())
                .modelAttribute(
                        "older",
                        history.nextCursor() == null
                                ? ""
                                : "/ui/documents/%s?cursor=%s".formatted(document.id(), history.nextCursor()));
    }

    /** What can be done with a document as it stands; one whose connector is gone is not read again. */
    static List<String> changes(Document document) {
        return switch (document.state()) {
            case "excluded", "removed" -> List.of("restore");
            case "failed" -> document.isDetached() ? List.of("exclude") : List.of("retry", "exclude");
            default -> List.of("exclude");
        };
    }

    /** Without content there is a page all the same: it says why. */
    private Mono<String> content(String id) {
        return documents
                .content(id)
                .onErrorResume(ApiProblem::isNotFound, _ -> Mono.empty())
                .defaultIfEmpty("");
    }

    @PostMapping("/ui/documents/{id}/{what}")
    Mono<Rendering> change(@PathVariable String id, @PathVariable String what, ServerHttpRequest request) {
        return CHANGES.contains(what)
                ? documents.change(id, what).map(_ -> Notes.goTo(request, "/ui/documents/" + id, "document." + what))
                : Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @GetMapping("/ui/knowledge-bases/{kb}/explain")
    Mono<Rendering> explain(
            @PathVariable String kb, @RequestParam(defaultValue = "") String url, ServerHttpRequest request) {
        var answer = url.isBlank()
                ? Mono.just(Optional.<DocumentsApi.Explanation>empty())
                : explanation(kb, url.strip()).map(Optional::of);
        return Mono.zip(frame.around(request), bases.show(kb), answer)
                .map(all -> Rendering.view("document/explain")
                        .modelAttribute("shell", all.getT1())
                        .modelAttribute("base", all.getT2())
                        .modelAttribute("explanation", all.getT3())
                        .modelAttribute("url", url)
                        .build());
    }

    /** People paste an address, or the id that the source has for the document. */
    private Mono<DocumentsApi.Explanation> explanation(String kb, String document) {
        return document.contains("://") ? documents.explain(kb, document, null) : documents.explain(kb, null, document);
    }
}
