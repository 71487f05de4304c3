package dev.tributary.web.knowledge;

import dev.tributary.web.connector.AllConnectors;
import dev.tributary.web.connector.LiveCards;
import dev.tributary.web.page.Live;
import dev.tributary.web.page.Notes;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The runs of a knowledge base: started all at once, and followed while its page is open. */
@Controller
class BaseRunsController {
    private final AllConnectors connectors;
    private final SyncAll sync;
    private final LiveCards live;

    BaseRunsController(AllConnectors connectors, SyncAll sync, LiveCards live) {
        this.connectors = connectors;
        this.sync = sync;
        this.live = live;
    }

    @GetMapping("/ui/knowledge-bases/{kb}/events")
    Mono<ResponseEntity<Flux<ServerSentEvent<String>>>> events(
            @PathVariable String kb,
            @RequestParam(defaultValue = "") Set<String> underWay,
            ServerWebExchange exchange) {
        return Live.answer(connectors.of(kb).collectList().map(all -> live.follow(all, underWay, exchange)));
    }

    @PostMapping("/ui/knowledge-bases/{kb}/sync")
    Mono<Rendering> syncAll(@PathVariable String kb, ServerHttpRequest request) {
        return sync.of(kb).map(note -> Notes.goTo(request, "/ui/knowledge-bases/" + kb, note));
    }
}
