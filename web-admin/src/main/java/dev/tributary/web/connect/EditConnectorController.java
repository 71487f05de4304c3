package dev.tributary.web.connect;

import dev.tributary.web.api.ConnectorTypesApi;
import dev.tributary.web.api.ConnectorsApi;
import dev.tributary.web.api.ConnectorsApi.Connector;
import dev.tributary.web.api.ConnectorsApi.Order;
import dev.tributary.web.api.RunsApi;
import dev.tributary.web.form.Action;
import dev.tributary.web.form.Posted;
import dev.tributary.web.page.Notes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The same form for a connector that is there. What would remove documents is shown first, and done once it is confirmed. */
@Controller
class EditConnectorController {
    private static final String FORM = "/ui/connectors/{id}/edit";

    private final FormDesk desk;
    private final ConnectorTypesApi types;
    private final ConnectorsApi connectors;
    private final RunsApi runs;

    EditConnectorController(FormDesk desk, ConnectorTypesApi types, ConnectorsApi connectors, RunsApi runs) {
        this.desk = desk;
        this.types = types;
        this.connectors = connectors;
        this.runs = runs;
    }

    @GetMapping(FORM)
    Mono<Rendering> form(@PathVariable String id, ServerHttpRequest request) {
        return connectors
                .show(id)
                .flatMap(stored -> types.show(stored.type())
                        .flatMap(meta -> desk.draw(
                                request,
                                Sheet.blank(Target.existing(stored), meta, Orders.Stored.answers(stored, meta)))));
    }

    @PostMapping(FORM)
    Mono<Rendering> post(@PathVariable String id, ServerWebExchange exchange) {
        return Mono.zip(connectors.show(id), exchange.getFormData())
                .flatMap(both -> types.show(both.getT1().type()).flatMap(meta -> {
                    var sheet = Sheet.of(Target.existing(both.getT1()), new Posted(meta, both.getT2()));
                    return act(exchange.getRequest(), sheet, both.getT1())
                            .onErrorResume(
                                    FormDesk::isMendable,
                                    failure -> desk.refused(exchange.getRequest(), sheet, failure));
                }));
    }

    private Mono<Rendering> act(ServerHttpRequest request, Sheet sheet, Connector stored) {
        return switch (sheet.action()) {
            case Action.Check _ ->
                types.check(stored.type(), sheet.orders().source(stored.id()))
                        .then(desk.draw(request, sheet, "accepted"));
            case Action.Preview _ -> preview(request, sheet, stored);
            case Action.Stop _ -> runs.cancel(sheet.run()).then(desk.draw(request, sheet));
            case Action.Save _ -> save(request, sheet, stored);
            case Action.Confirm _ -> isShown(sheet) ? change(request, sheet, true) : preview(request, sheet, stored);
            case Action.Cancel _ ->
                Mono.fromSupplier(() -> Notes.goTo(request, sheet.target().back()));
            case Action.Look _, Action.Choose _, Action.More _, Action.Toggle _, Action.Add _, Action.Remove _ ->
                desk.draw(request, sheet);
        };
    }

    /** Whether a preview showed what the answers as they are now bring. */
    private static boolean isShown(Sheet sheet) {
        return !sheet.run().isEmpty()
                && sheet.previewed().equals(sheet.answers().scope());
    }

    private Mono<Rendering> preview(ServerHttpRequest request, Sheet sheet, Connector stored) {
        return connectors
                .preview(stored.id(), sheet.orders().preview())
                .flatMap(run -> desk.draw(request, sheet.previewing(run.id())));
    }

    /** Another scope is shown first, where it could remove something and a preview can run. */
    private Mono<Rendering> save(ServerHttpRequest request, Sheet sheet, Connector stored) {
        @Nullable Order order = sheet.orders().change(stored, false);
        var narrows =
                order != null && order.config() != null && stored.documents().indexed() > 0;
        return narrows && stored.state().equals("active")
                ? preview(request, sheet, stored)
                : change(request, sheet, false);
    }

    private Mono<Rendering> change(ServerHttpRequest request, Sheet sheet, boolean confirmed) {
        var target = sheet.target();
        return Mono.justOrEmpty(target.stored())
                .flatMap(stored -> Mono.justOrEmpty(sheet.orders().change(stored, confirmed)))
                .flatMap(order -> connectors.change(String.valueOf(target.id()), order))
                .then(Mono.fromSupplier(() -> Notes.goTo(request, target.back(), "connector.saved")));
    }
}
