package dev.tributary.web.connector;

import dev.tributary.meta.ConnectorMeta;
import dev.tributary.web.api.ApiProblem;
import dev.tributary.web.api.ConnectedAccountsApi;
import dev.tributary.web.api.ConnectedAccountsApi.Account;
import dev.tributary.web.api.ConnectorTypesApi;
import dev.tributary.web.api.ConnectorsApi.Connector;
import dev.tributary.web.api.RunsApi;
import dev.tributary.web.api.RunsApi.Run;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes cards of connectors: with what their types, their accounts and their runs say. */
@Component
public final class Cards {
    private static final int AT_ONCE = 8;
    private static final int ACCOUNTS = 200;

    private final ConnectorTypesApi types;
    private final ConnectedAccountsApi accounts;
    private final RunsApi runs;
    private final Troubles troubles;

    Cards(ConnectorTypesApi types, ConnectedAccountsApi accounts, RunsApi runs, Troubles troubles) {
        this.types = types;
        this.accounts = accounts;
        this.runs = runs;
        this.troubles = troubles;
    }

    public Mono<ConnectorCard> of(Connector connector) {
        return of(List.of(connector)).map(List::getFirst);
    }

    public Mono<List<ConnectorCard>> of(List<Connector> connectors) {
        return Mono.zip(types(connectors), accounts(connectors), underWay(connectors))
                .map(all -> connectors.stream()
                        .map(connector -> card(connector, all.getT1(), all.getT2(), all.getT3()))
                        .toList());
    }

    /** A type that is not there any more has no declaration, and its connectors are shown all the same. */
    public Mono<Optional<ConnectorMeta>> type(String id) {
        return types.show(id).map(Optional::of).onErrorResume(ApiProblem::isNotFound, _ -> Mono.just(Optional.empty()));
    }

    private ConnectorCard card(
            Connector connector,
            Map<String, Optional<ConnectorMeta>> types,
            Map<String, String> accounts,
            Map<String, Run> runs) {
        var meta = types.getOrDefault(connector.type(), Optional.empty());
        var run = Optional.ofNullable(runs.get(connector.id())).filter(Run::isUnderWay);
        return new ConnectorCard(
                connector,
                meta.map(ConnectorMeta::name).orElse(connector.type()),
                Optional.ofNullable(connector.credentialId()).map(id -> accounts.getOrDefault(id, id)),
                new ConnectorCard.Words(Setting.of(meta, connector.config()), troubles.of(connector, meta)),
                run.map(now -> Progress.of(
                                now, Pace.sinceStart(now, Clock.systemUTC().instant())))
                        .orElse(null));
    }

    private Mono<Map<String, Optional<ConnectorMeta>>> types(List<Connector> connectors) {
        return Flux.fromIterable(connectors)
                .map(Connector::type)
                .distinct()
                .flatMap(id -> type(id).map(meta -> Map.entry(id, meta)), AT_ONCE)
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Mono<Map<String, String>> accounts(List<Connector> connectors) {
        return connectors.stream().allMatch(connector -> connector.credentialId() == null)
                ? Mono.just(Map.of())
                : accounts.list(null, null, ACCOUNTS, null)
                        .flatMapIterable(page -> page.items())
                        .collectMap(Account::id, Account::name);
    }

    private Mono<Map<String, Run>> underWay(List<Connector> connectors) {
        return Flux.fromIterable(connectors)
                .mapNotNull(Connector::lastRun)
                .filter(run -> run.state().equals("queued") || run.state().equals("running"))
                .flatMap(run -> runs.show(run.id()), AT_ONCE)
                .collectMap(Run::connectorId);
    }
}
