package dev.tributary.engine.web.knowledge;

import dev.tributary.connector.ConfigCheck;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.ListsChoices.ChoicePage;
import dev.tributary.engine.connector.ConnectorRegistry;
import dev.tributary.engine.identity.Caller;
import dev.tributary.engine.knowledge.SourceAnswers;
import dev.tributary.engine.knowledge.SourceChecks;
import dev.tributary.engine.knowledge.SourceSessions;
import dev.tributary.engine.knowledge.StoredConnector;
import dev.tributary.engine.knowledge.StoredConnectors;
import dev.tributary.engine.web.Problem;
import dev.tributary.engine.web.PublicId;
import dev.tributary.meta.ConnectorMeta;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets answers through that a source accepts, and turns what it says to others into problems. */
@Component
final class SourceGate {

    private final ConnectorRegistry registry;
    private final StoredConnectors connectors;
    private final SourceSessions sessions;
    private final SourceChecks checks;
    private final AccountChoice accounts;

    SourceGate(
            ConnectorRegistry registry,
            StoredConnectors connectors,
            SourceSessions sessions,
            SourceChecks checks,
            AccountChoice accounts) {
        this.registry = registry;
        this.connectors = connectors;
        this.sessions = sessions;
        this.checks = checks;
        this.accounts = accounts;
    }

    /** All types in the alphabetical order of their names. */
    List<ConnectorMeta> types() {
        return registry.declarations().stream()
                .sorted(Comparator.comparing(ConnectorMeta::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    Optional<ConnectorMeta> type(String id) {
        return registry.declaration(id);
    }

    /** The type that a form names; a problem (422) if there is none. */
    ConnectorMeta declared(@Nullable String id) {
        return type(Objects.requireNonNullElse(id, ""))
                .orElseThrow(() -> Problem.invalid(
                        "type", "must be the id of a connector type; GET /api/v1/connector-types lists them"));
    }

    /** The connector, unless it is being deleted; a problem (404) without one. */
    Mono<StoredConnector> connector(String id) {
        return connectors
                .find(PublicId.parse("connector", id))
                .filter(connector -> connector.state() != StoredConnector.State.DELETING)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("connector", id)));
    }

    /** The type of a connector; a problem (409) if it is no longer here. */
    ConnectorMeta typeOf(StoredConnector connector) {
        return type(connector.type())
                .orElseThrow(() -> Problem.conflict(
                        "There is no connector type \"%s\" here any more: put its plugin back, or delete this connector."
                                .formatted(connector.type())));
    }

    /** The input with the account that it names, to be checked. */
    Mono<SourceInput> known(SourceInput input) {
        return accounts.of(input);
    }

    /** The answers, once the source has accepted them. */
    Mono<SourceAnswers> accepted(SourceInput input) {
        return asking(
                input,
                answers -> checks.check(input.type().id(), answers).<SourceAnswers>handle((check, sink) -> {
                    switch (check) {
                        case ConfigCheck.Accepted _ -> sink.next(answers);
                        case ConfigCheck.Rejected rejected ->
                            sink.error(new SourceProblems(input.type(), answers).of(rejected));
                    }
                }));
    }

    /** A page of live choices. */
    Mono<ChoicePage> choices(SourceInput input, String selector, Optional<String> cursor) {
        return asking(input, answers -> checks.choices(input.type().id(), answers, selector, cursor));
    }

    /** A check that goes out with stored secrets is a use of them. */
    private Mono<Void> written(SourceInput input) {
        return Mono.justOrEmpty(input.reused())
                .flatMap(connector -> Caller.current()
                        .flatMap(caller -> sessions.use(caller.actor(), connector, "check of settings")));
    }

    private <T> Mono<T> asking(SourceInput input, Function<SourceAnswers, Mono<T>> question) {
        return written(input)
                .then(Mono.fromCallable(() -> input.answers(sessions)))
                .onErrorMap(
                        ConnectorException.class,
                        unreadable -> new SourceProblems(
                                        input.type(), new SourceAnswers(Map.of(), Map.of(), Optional.empty()))
                                .of(unreadable))
                .flatMap(answers -> question.apply(answers)
                        .onErrorMap(
                                ConnectorException.class,
                                failure -> new SourceProblems(input.type(), answers).of(failure)));
    }
}
