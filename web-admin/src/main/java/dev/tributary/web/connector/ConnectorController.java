package dev.tributary.web.connector;

import dev.tributary.web.api.ApiProblem;
import dev.tributary.web.api.ConnectorsApi;
import dev.tributary.web.api.ConnectorsApi.Connector;
import dev.tributary.web.api.RunsApi;
import dev.tributary.web.page.Back;
import dev.tributary.web.page.Frame;
import dev.tributary.web.page.Notes;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** A connector's card, and what its buttons do. */
@Controller
class ConnectorController {
    private final Frame frame;
    private final ConnectorsApi connectors;
    private final RunsApi runs;
    private final Cards cards;

    ConnectorController(Frame frame, ConnectorsApi connectors, RunsApi runs, Cards cards) {
        this.frame = frame;
        this.connectors = connectors;
        this.runs = runs;
        this.cards = cards;
    }

    /** A card asks for itself again; once its connector is deleted, the page around it is another one. */
    @GetMapping("/ui/connectors/{id}/card")
    Mono<Rendering> card(@PathVariable String id, ServerHttpRequest request) {
        return connectors
                .show(id)
                .flatMap(connector -> card(connector, request))
                .onErrorResume(ApiProblem::isNotFound, _ -> Mono.just(Notes.refresh()));
    }

    @PostMapping("/ui/connectors/{id}/pause")
    Mono<Rendering> pause(@PathVariable String id, ServerHttpRequest request) {
        return connectors.move(id, "pause").flatMap(connector -> answer(connector, "connector.paused", request));
    }

    @PostMapping("/ui/connectors/{id}/resume")
    Mono<Rendering> resume(@PathVariable String id, ServerHttpRequest request) {
        return connectors.move(id, "resume").flatMap(connector -> answer(connector, "connector.resumed", request));
    }

    @PostMapping("/ui/connectors/{id}/retry-failed")
    Mono<Rendering> retry(@PathVariable String id, ServerHttpRequest request) {
        return connectors
                .retryFailed(id)
                .then(connectors.show(id))
                .flatMap(connector -> answer(connector, "connector.retried", request));
    }

    @PostMapping("/ui/connectors/{id}/run")
    Mono<Rendering> run(@PathVariable String id, Start start, ServerHttpRequest request) {
        return runs.start(id, new RunsApi.Order(start.kind()))
                .flatMap(run -> start.kind().equals("preview")
                        ? Mono.just(Notes.goTo(request, "/ui/runs/" + run.id(), "run.preview"))
                        : connectors.show(id).flatMap(connector -> answer(connector, "connector.started", request)));
    }

    /** Cancels the run that is under way; one that has ended since is not missed. */
    @PostMapping("/ui/connectors/{id}/cancel")
    Mono<Rendering> cancel(@PathVariable String id, ServerHttpRequest request) {
        return connectors
                .show(id)
                .flatMap(connector -> connector.lastRun() == null
                        ? Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND))
                        : runs.cancel(connector.lastRun().id()))
                .then(connectors.show(id))
                .flatMap(connector -> answer(connector, "connector.cancelled", request));
    }

    /** With htmx the card as it is now takes the place of the one before; else the page it came from says what was done. */
    private Mono<Rendering> answer(Connector connector, String note, ServerHttpRequest request) {
        return Notes.isPart(request)
                ? card(connector, request)
                : Mono.just(Notes.goTo(request, Back.to(request), note));
    }

    private Mono<Rendering> card(Connector connector, ServerHttpRequest request) {
        return Mono.zip(frame.around(request), cards.of(connector))
                .map(all -> Rendering.view("connector/card :: card")
                        .modelAttribute("shell", all.getT1())
                        .modelAttribute("card", all.getT2())
                        .build());
    }

    record Start(String kind) {}
}
