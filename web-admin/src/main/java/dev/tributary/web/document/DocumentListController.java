package dev.tributary.web.document;

import dev.tributary.web.api.ConnectorsApi;
import dev.tributary.web.api.DocumentsApi;
import dev.tributary.web.api.DocumentsApi.Changed;
import dev.tributary.web.api.DocumentsApi.Ids;
import dev.tributary.web.api.KnowledgeBasesApi;
import dev.tributary.web.page.Frame;
import dev.tributary.web.page.Notes;
import dev.tributary.web.page.TagNames;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The table of documents of a knowledge base. */
@Controller
class DocumentListController {
    private static final int MOST_CONNECTORS = 200;
    private static final List<String> CHANGES = List.of("exclude", "restore", "retry");

    private final Frame frame;
    private final KnowledgeBasesApi bases;
    private final ConnectorsApi connectors;
    private final DocumentsApi documents;

    DocumentListController(Frame frame, KnowledgeBasesApi bases, ConnectorsApi connectors, DocumentsApi documents) {
        this.frame = frame;
        this.bases = bases;
        this.connectors = connectors;
        this.documents = documents;
    }

    @GetMapping("/ui/knowledge-bases/{kb}/documents")
    Mono<Rendering> list(
            @PathVariable String kb,
            @RequestParam MultiValueMap<String, String> parameters,
            ServerHttpRequest request) {
        var filter = Filter.of(parameters);
        return Mono.zip(
                        frame.around(request),
                        bases.show(kb),
                        connectors.list(kb, MOST_CONNECTORS, null),
                        documents.list(kb, filter.query()))
                .map(all -> Rendering.view(Notes.isPart(request) ? "document/list :: results" : "document/list")
                        .modelAttribute("shell", all.getT1())
                        .modelAttribute("base", all.getT2())
                        .modelAttribute("connectors", all.getT3().items())
                        .modelAttribute("documents", all.getT4().items())
                        .modelAttribute("filter", filter)
                        .modelAttribute("states", Filter.STATES)
                        .modelAttribute("tags", TagNames.of(all.getT3().items()))
                        .modelAttribute("next", next(kb, filter, all.getT4().nextCursor()))
                        .build());
    }

    private static String next(String kb, Filter filter, @Nullable String cursor) {
        return cursor == null ? "" : filter.address(kb, cursor);
    }

    @GetMapping("/ui/connectors/{id}/documents")
    Mono<Rendering> ofConnector(@PathVariable String id, ServerHttpRequest request) {
        return connectors
                .show(id)
                .map(connector -> Notes.goTo(
                        request,
                        new Filter(connector.id(), "", "", Map.of(), "").address(connector.knowledgeBaseId(), "")));
    }

    @PostMapping("/ui/knowledge-bases/{kb}/documents")
    Mono<Rendering> change(@PathVariable String kb, ServerWebExchange exchange) {
        return exchange.getFormData().flatMap(form -> {
            var ids = form.getOrDefault("id", List.of());
            var what = String.valueOf(form.getFirst("do"));
            if (!CHANGES.contains(what)) {
                return Mono.error(new ResponseStatusException(HttpStatus.BAD_REQUEST));
            }
            var back = Filter.of(form).address(kb, "");
            return ids.isEmpty()
                    ? Mono.just(Notes.goTo(exchange.getRequest(), back, "documents.none"))
                    : documents
                            .changeAll(kb, what, new Ids(ids))
                            .map(changed -> Notes.goTo(exchange.getRequest(), back, note(what, changed)));
        });
    }

    private static String note(String what, Changed changed) {
        return changed.refused().isEmpty() ? "documents." + what : "documents.partly";
    }
}
