package dev.tributary.web.run;

import dev.tributary.web.api.ConnectorsApi.Connector;
import dev.tributary.web.api.RunsApi.Run;
import dev.tributary.web.connector.Cards;
import dev.tributary.web.connector.Trouble;
import dev.tributary.web.connector.Troubles;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Says why a run did not complete. */
@Component
final class RunTroubles {
    private final Cards cards;
    private final Troubles troubles;

    RunTroubles(Cards cards, Troubles troubles) {
        this.cards = cards;
        this.troubles = troubles;
    }

    Mono<Optional<Trouble>> of(Run run, Connector connector) {
        var error = run.error();
        return error == null
                ? Mono.just(Optional.empty())
                : cards.type(connector.type()).map(meta -> Optional.of(troubles.of(error, connector, meta)));
    }
}
