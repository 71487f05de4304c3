package dev.tributary.web.knowledge;

import dev.tributary.web.api.ConnectorsApi;
import dev.tributary.web.api.KnowledgeBasesApi;
import dev.tributary.web.api.Page;
import dev.tributary.web.connector.Cards;
import dev.tributary.web.connector.ConnectorCard;
import dev.tributary.web.page.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** One knowledge base: its connectors at work. */
@Controller
class BaseController {
    private static final int PAGE = 50;

    private final Frame frame;
    private final KnowledgeBasesApi bases;
    private final ConnectorsApi connectors;
    private final Cards cards;

    BaseController(Frame frame, KnowledgeBasesApi bases, ConnectorsApi connectors, Cards cards) {
        this.frame = frame;
        this.bases = bases;
        this.connectors = connectors;
        this.cards = cards;
    }

    @GetMapping("/ui/knowledge-bases/{kb}")
    Mono<Rendering> show(
            @PathVariable String kb,
            @RequestParam(required = false) @Nullable String cursor,
            ServerHttpRequest request) {
        return Mono.zip(frame.around(request), bases.show(kb), cards(kb, cursor))
                .map(all -> Rendering.view("knowledge/base")
                        .modelAttribute("shell", all.getT1())
                        .modelAttribute("base", all.getT2())
                        .modelAttribute("cards", all.getT3().items())
                        .modelAttribute("next", next(kb, all.getT3().nextCursor()))
                        .modelAttribute("events", events(kb, all.getT3().items()))
                        .build());
    }

    private Mono<Page<ConnectorCard>> cards(String kb, @Nullable String cursor) {
        return connectors
                .list(kb, PAGE, cursor)
                .flatMap(page -> cards.of(page.items()).map(items -> new Page<>(items, page.nextCursor())));
    }

    private static String next(String kb, @Nullable String cursor) {
        return cursor == null ? "" : "/ui/knowledge-bases/%s?cursor=%s".formatted(kb, cursor);
    }

    /** Where the page listens, with what it shows as under way, so that it is told what happened in between. */
    private static String events(String kb, List<ConnectorCard> cards) {
        var underWay = cards.stream()
                .filter(ConnectorCard::isUnderWay)
                .map(card -> card.connector().id())
                .toList();
        return "/ui/knowledge-bases/%s/events?underWay=%s".formatted(kb, String.join(",", underWay));
    }
}
