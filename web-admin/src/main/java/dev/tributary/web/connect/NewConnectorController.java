package dev.tributary.web.connect;

import dev.tributary.meta.ConnectorMeta;
import dev.tributary.web.api.ApiProblem;
import dev.tributary.web.api.ConnectorTypesApi;
import dev.tributary.web.api.ConnectorsApi;
import dev.tributary.web.api.ConnectorsApi.Connector;
import dev.tributary.web.api.RunsApi;
import dev.tributary.web.form.Action;
import dev.tributary.web.form.Answers;
import dev.tributary.web.form.Posted;
import dev.tributary.web.page.Notes;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The form of a connector to be. To be previewed it is stored as a draft, which nobody else sees. */
@Controller
class NewConnectorController {
    private static final String FORM = "/ui/knowledge-bases/{kb}/connectors/new/{type}";

    private final FormDesk desk;
    private final ConnectorTypesApi types;
    private final ConnectorsApi connectors;
    private final RunsApi runs;

    NewConnectorController(FormDesk desk, ConnectorTypesApi types, ConnectorsApi connectors, RunsApi runs) {
        this.desk = desk;
        this.types = types;
        this.connectors = connectors;
        this.runs = runs;
    }

    @GetMapping(FORM)
    Mono<Rendering> form(@PathVariable String kb, @PathVariable String type, ServerHttpRequest request) {
        return types.show(type)
                .flatMap(meta -> desk.draw(
                        request, Sheet.blank(Target.fresh(kb, type, Optional.empty()), meta, Answers.fresh(meta))));
    }

    @PostMapping(FORM)
    Mono<Rendering> post(@PathVariable String kb, @PathVariable String type, ServerWebExchange exchange) {
        return Mono.zip(types.show(type), exchange.getFormData()).flatMap(both -> {
            var posted = new Posted(both.getT1(), both.getT2());
            return draft(posted.text("draft"), kb, both.getT1())
                    .map(Optional::of)
                    .defaultIfEmpty(Optional.empty())
                    .map(draft -> Sheet.of(Target.fresh(kb, type, draft), posted))
                    .flatMap(sheet -> act(exchange.getRequest(), sheet)
                            .onErrorResume(
                                    FormDesk::isMendable,
                                    failure -> desk.refused(exchange.getRequest(), sheet, failure)));
        });
    }

    private Mono<Rendering> act(ServerHttpRequest request, Sheet sheet) {
        return switch (sheet.action()) {
            case Action.Check _ ->
                types.check(
                                sheet.meta().id(),
                                sheet.orders().source(sheet.target().id()))
                        .then(desk.draw(request, sheet, "accepted"));
            case Action.Preview _ -> preview(request, sheet);
            case Action.Stop _ -> runs.cancel(sheet.run()).then(desk.draw(request, sheet));
            case Action.Save _ -> save(request, sheet);
            case Action.Confirm _ -> save(request, sheet);
            case Action.Cancel _ ->
                discard(sheet.target().draft())
                        .then(Mono.fromSupplier(
                                () -> Notes.goTo(request, sheet.target().back())));
            case Action.Look _, Action.Choose _, Action.More _, Action.Toggle _, Action.Add _, Action.Remove _ ->
                desk.draw(request, sheet);
        };
    }

    private Mono<Rendering> preview(ServerHttpRequest request, Sheet sheet) {
        var target = sheet.target();
        var draft = target.stored().isEmpty()
                ? connectors.create(target.kb(), sheet.orders().creation(true))
                : connectors.change(target.draft(), sheet.orders().revision(false));
        return draft.flatMap(stored -> {
            var kept = sheet.with(Target.fresh(target.kb(), sheet.meta().id(), Optional.of(stored)));
            return runs.start(stored.id(), new RunsApi.Order("preview"))
                    .flatMap(run -> desk.draw(request, kept.previewing(run.id())))
                    .onErrorResume(FormDesk::isMendable, failure -> desk.refused(request, kept, failure));
        });
    }

    private Mono<Rendering> save(ServerHttpRequest request, Sheet sheet) {
        var target = sheet.target();
        var saved = target.stored().isEmpty()
                ? connectors.create(target.kb(), sheet.orders().creation(false))
                : connectors.change(target.draft(), sheet.orders().revision(true));
        return saved.map(connector -> Notes.goTo(
                request,
                "/ui/connectors/" + connector.id(),
                connector.tagsWithoutSlot().isEmpty() ? "connector.created" : "connector.createdWithoutTags"));
    }

    /** The draft of a form that was closed. */
    @PostMapping("/ui/connectors/{id}/discard")
    Mono<ResponseEntity<Void>> discarded(@PathVariable String id) {
        return discard(id)
                .thenReturn(ResponseEntity.status(HttpStatus.NO_CONTENT).build());
    }

    private Mono<Void> discard(String id) {
        return find(id).filter(Target::isDraft).flatMap(draft -> connectors.delete(draft.id(), "delete"));
    }

    /** A draft that was deleted meanwhile, or is no draft of this form, is none. */
    private Mono<Connector> draft(String id, String kb, ConnectorMeta meta) {
        return find(id).filter(draft -> Target.isDraft(draft)
                && draft.knowledgeBaseId().equals(kb)
                && draft.type().equals(meta.id()));
    }

    private Mono<Connector> find(String id) {
        return id.isEmpty()
                ? Mono.empty()
                : connectors.show(id).onErrorResume(ApiProblem::isNotFound, _ -> Mono.empty());
    }
}
