package dev.tributary.web.connector;

import dev.tributary.web.api.ConnectorsApi;
import dev.tributary.web.api.ConnectorsApi.Connector;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** The connectors of a knowledge base, all pages of the list. */
@Component
public final class AllConnectors {
    private static final int AT_ONCE = 200;

    private final ConnectorsApi connectors;

    AllConnectors(ConnectorsApi connectors) {
        this.connectors = connectors;
    }

    public Flux<Connector> of(String knowledgeBase) {
        return from(knowledgeBase, null);
    }

    private Flux<Connector> from(String knowledgeBase, @Nullable String cursor) {
        return connectors
                .list(knowledgeBase, AT_ONCE, cursor)
                .flatMapMany(page -> page.nextCursor() == null
                        ? Flux.fromIterable(page.items())
                        : Flux.fromIterable(page.items()).concatWith(from(knowledgeBase, page.nextCursor())));
    }
}
