package dev.tributary.web.connector;

import dev.tributary.web.api.ConnectorsApi;
import dev.tributary.web.api.KnowledgeBasesApi;
import dev.tributary.web.page.Frame;
import dev.tributary.web.page.Live;
import java.util.List;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One connector: its card, its settings in words, and where its tags go. */
@Controller
class OverviewController {
    private final Frame frame;
    private final ConnectorsApi connectors;
    private final KnowledgeBasesApi bases;
    private final Cards cards;
    private final LiveCards live;

    OverviewController(Frame frame, ConnectorsApi connectors, KnowledgeBasesApi bases, Cards cards, LiveCards live) {
        this.frame = frame;
        this.connectors = connectors;
        this.bases = bases;
        this.cards = cards;
        this.live = live;
    }

    @GetMapping("/ui/connectors/{id}")
    Mono<Rendering> show(@PathVariable String id, ServerHttpRequest request) {
        return connectors
                .show(id)
                .flatMap(connector -> Mono.zip(
                                frame.around(request),
                                bases.show(connector.knowledgeBaseId()),
                                cards.of(connector),
                                cards.type(connector.type()))
                        .map(all -> Rendering.view("connector/page")
                                .modelAttribute("shell", all.getT1())
                                .modelAttribute("base", all.getT2())
                                .modelAttribute("card", all.getT3())
                                .modelAttribute("connector", connector)
                                .modelAttribute("tags", TagRow.of(all.getT4(), connector))
                                .modelAttribute("events", events(all.getT3()))
                                .build()));
    }

    private static String events(ConnectorCard card) {
        var id = card.connector().id();
        return "/ui/connectors/%s/events?underWay=%s".formatted(id, card.isUnderWay() ? id : "");
    }

    @GetMapping("/ui/connectors/{id}/events")
    Mono<ResponseEntity<Flux<ServerSentEvent<String>>>> events(
            @PathVariable String id,
            @RequestParam(defaultValue = "") Set<String> underWay,
            ServerWebExchange exchange) {
        return Live.answer(connectors.show(id).map(connector -> live.follow(List.of(connector), underWay, exchange)));
    }
}
