package dev.tributary.engine.knowledge;

import dev.tributary.connector.ConfigCheck;
import dev.tributary.connector.Connector;
import dev.tributary.connector.ListsChoices;
import dev.tributary.connector.ListsChoices.ChoicePage;
import dev.tributary.engine.connector.ConnectorCalls;
import dev.tributary.engine.connector.ConnectorRegistry;
import dev.tributary.engine.connector.RunSession;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Asks sources while a person waits in front of a form. What the source does not like arrives as a
 * {@link dev.tributary.connector.ConnectorException}. Thread-safe.
 */
@Component
public final class SourceChecks {

    private final ConnectorRegistry registry;
    private final ConnectorCalls calls;
    private final SourceSessions sessions;

    SourceChecks(ConnectorRegistry registry, ConnectorCalls calls, SourceSessions sessions) {
        this.registry = registry;
        this.calls = calls;
        this.sessions = sessions;
    }

    /** Whether the source can be read with these answers. */
    public Mono<ConfigCheck> check(String type, SourceAnswers answers) {
        var connector = connector(type);
        return with(answers, session -> calls.check(connector, session));
    }

    /** A page of the choices of a selector; empty if the connector lists none. */
    public Mono<ChoicePage> choices(String type, SourceAnswers answers, String selector, Optional<String> cursor) {
        return connector(type) instanceof ListsChoices source
                ? with(answers, session -> calls.choices(source, session, selector, cursor))
                : Mono.empty();
    }

    private Connector connector(String type) {
        return registry.find(type).orElseThrow(() -> new NoSuchElementException("no connector type " + type));
    }

    private <T> Mono<T> with(SourceAnswers answers, Function<RunSession, Mono<T>> call) {
        return Mono.usingWhen(sessions.ofForm(answers), call, session -> Mono.fromRunnable(session::close));
    }
}
