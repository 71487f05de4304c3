package dev.tributary.web.page;

import dev.tributary.web.api.ApiProblem;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What pages are told while they are open: the events that {@code admin.js} listens to. */
@Component
public final class Live {
    private static final Logger LOG = LoggerFactory.getLogger(Live.class);

    private final Parts parts;

    Live(Parts parts) {
        this.parts = parts;
    }

    /** Elements with ids, each in place of the one that the page has. */
    public Mono<ServerSentEvent<String>> part(String view, Map<String, ?> model, ServerWebExchange exchange) {
        return parts.draw(view, model, exchange)
                .map(html -> ServerSentEvent.builder(html).event("part").build());
    }

    /** What the page shows of something is out of date as a whole; what belongs to it asks for itself again. */
    public static ServerSentEvent<String> ended(String id) {
        return ServerSentEvent.builder(id).event("ended").build();
    }

    /** Keeps the connection open, and tells when the browser has gone. */
    public static ServerSentEvent<String> stillHere() {
        return ServerSentEvent.<String>builder().comment("still here").build();
    }

    /**
     * The answer to a browser that listens. When the engine ends the stream the browser asks again by itself; who is not signed in any
     * more is told to leave it.
     */
    public static Mono<ResponseEntity<Flux<ServerSentEvent<String>>>> answer(
            Mono<Flux<ServerSentEvent<String>>> events) {
        return events.map(stream -> ResponseEntity.ok()
                        .contentType(MediaType.TEXT_EVENT_STREAM)
                        .header("X-Accel-Buffering", "no")
                        .body(stream.onErrorResume(failure -> {
                            LOG.debug("A page's events ended", failure);
                            return Flux.empty();
                        })))
                .onErrorResume(
                        ApiProblem.class,
                        problem -> Mono.just(ResponseEntity.status(
                                        problem.asksToSignIn()
                                                ? HttpStatus.NO_CONTENT
                                                : HttpStatus.valueOf(problem.status()))
                                .build()));
    }
}
