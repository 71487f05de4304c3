package dev.tributary.web.connect;

import dev.tributary.web.api.ConnectorTypesApi;
import dev.tributary.web.api.ConnectorsApi;
import dev.tributary.web.api.ConnectorsApi.Connector;
import dev.tributary.web.api.ConnectorsApi.Order;
import dev.tributary.web.api.RunsApi;
import dev.tributary.web.form.Action;
import dev.tributary.web.form.Posted;
import dev.tributary.web.page.Notes;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
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
    private final MessageSource texts;

    EditConnectorController(
            FormDesk desk, ConnectorTypesApi types, ConnectorsApi connectors, RunsApi runs, MessageSource texts) {
        this.desk = desk;
        this.types = types;
        this.connectors = connectors;
        this.runs = runs;
        this.texts = texts;
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
            case Action.Confirm _ ->
                isShown(sheet)
                        ? change(request, sheet, !sheet.orders().changesSecrets(stored))
                        : preview(request, sheet, stored);
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

    /** It reads with the secrets that are stored: those of the form are sealed only with the connector. */
    private Mono<Rendering> preview(ServerHttpRequest request, Sheet sheet, Connector stored) {
        if (sheet.orders().changesSecrets(stored)) {
            return desk.refused(
                    request, sheet, Map.of("", texts.getMessage("connect.unpreviewed", null, Locale.ENGLISH)));
        }
        return connectors
                .preview(stored.id(), sheet.orders().preview())
                .flatMap(run -> desk.draw(request, sheet.previewing(run.id())));
    }

    /**
     * Another scope is shown first, where it could remove something and a preview can run. Where none can, what it would remove is
     * not confirmed: too much at once waits for a person.
     */
    private Mono<Rendering> save(ServerHttpRequest request, Sheet sheet, Connector stored) {
        @Nullable Order order = sheet.orders().change(stored, false);
        var narrows =
                order != null && order.config() != null && stored.documents().indexed() > 0;
        return narrows && stored.state().equals("active") && !sheet.orders().changesSecrets(stored)
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
