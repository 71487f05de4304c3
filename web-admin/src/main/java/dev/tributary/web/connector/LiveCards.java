package dev.tributary.web.connector;

import dev.tributary.web.api.ConnectorsApi.Connector;
import dev.tributary.web.api.RunsApi;
import dev.tributary.web.api.RunsApi.Run;
import dev.tributary.web.page.Live;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.GroupedFlux;
import reactor.core.publisher.Mono;

/** Tells pages with cards how the runs of their connectors go on. */
@Component
public final class LiveCards {
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(1);

    private final RunsApi runs;
    private final Live live;
    private final Clock clock = Clock.systemUTC();

    LiveCards(RunsApi runs, Live live) {
        this.runs = runs;
        this.live = live;
    }

    /**
     * Follows the runs of connectors for one page.
     *
     * @param connectors as they are now
     * @param drawn those that the page shows as under way; what has changed since is told at once
     */
    public Flux<ServerSentEvent<String>> follow(
            List<Connector> connectors, Set<String> drawn, ServerWebExchange exchange) {
        var shown = marks(connectors);
        var since = Flux.fromIterable(shown.entrySet())
                .filter(connector -> drawn.contains(connector.getKey())
                        == connector.getValue().isEmpty())
                .map(connector -> Live.ended(connector.getKey()));
        var later = runs.follow()
                .filter(event ->
                        event.data() == null || shown.containsKey(event.data().connectorId()))
                .groupBy(event -> event.data() == null ? "" : event.data().connectorId(), Integer.MAX_VALUE)
                .flatMap(
                        events -> events.key().isEmpty()
                                ? events.map(_ -> Live.stillHere())
                                : one(events, new Follow(shown.getOrDefault(events.key(), "")), exchange),
                        Integer.MAX_VALUE);
        return since.concatWith(later);
    }

    private static Map<String, String> marks(List<Connector> connectors) {
        var marks = new HashMap<String, String>();
        connectors.forEach(connector -> {
            var run = connector.lastRun();
            marks.put(connector.id(), run == null ? "" : Follow.mark(run.id(), run.state()));
        });
        return marks.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The first news at once, later ones at most every second. */
    private Flux<ServerSentEvent<String>> one(
            GroupedFlux<String, ServerSentEvent<Run>> events, Follow follow, ServerWebExchange exchange) {
        return events.mapNotNull(ServerSentEvent::data)
                .publish(all -> Flux.merge(
                        all.take(1), all.skip(1).sample(AT_MOST_EVERY).onBackpressureLatest()))
                .concatMap(
                        run -> follow.next(run, clock.instant())
                                .map(progress -> live.part(
                                        "connector/progress :: now",
                                        Map.of("id", run.connectorId(), "progress", progress),
                                        exchange))
                                .orElseGet(() -> Mono.just(Live.ended(run.connectorId()))),
                        1);
    }
}
