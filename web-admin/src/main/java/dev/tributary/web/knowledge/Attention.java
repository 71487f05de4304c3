package dev.tributary.web.knowledge;

import dev.tributary.web.api.StatusApi.Health;
import dev.tributary.web.api.StatusApi.Status;
import dev.tributary.web.api.StatusApi.TroubledAccount;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What needs somebody, in all knowledge bases.
 *
 * @param key of its text
 * @param values of the text
 * @param path where it is dealt with; empty where that is outside of the UI
 */
public record Attention(String key, List<Object> values, String path) {
    /** Of each kind; a page of troubles helps nobody. */
    private static final int SHOWN = 5;

    /** What is urgent first. */
    static List<Attention> of(Status status) {
        var told = status.accounts().stream()
                .flatMap(account -> account.connectorIds().stream())
                .collect(Collectors.toSet());
        return Stream.of(
                        few(status.accounts().stream().map(Attention::account).toList()),
                        few(status.connectors().stream()
                                .filter(Attention::isBroken)
                                .filter(connector -> !waitsForAccount(connector) || !told.contains(connector.id()))
                                .map(Attention::broken)
                                .toList()),
                        few(status.connectors().stream()
                                .filter(connector -> connector.heldRemovals() > 0)
                                .map(Attention::held)
                                .toList()),
                        status.loadProblems().stream()
                                .map(problem -> new Attention("attention.load", List.of(problem), "")))
                .flatMap(all -> all)
                .toList();
    }

    private static Stream<Attention> few(List<Attention> all) {
        var more = all.size() - SHOWN;
        return more <= 0
                ? all.stream()
                : Stream.concat(
                        all.stream().limit(SHOWN), Stream.of(new Attention("attention.more", List.of(more), "")));
    }

    private static Attention account(TroubledAccount account) {
        var expires = account.state().equals("connected");
        return new Attention(
                expires ? "attention.expires" : "attention.reconnect",
                List.of(account.name(), account.connectorIds().size()),
                "/ui/settings/accounts");
    }

    private static boolean isBroken(Health connector) {
        return connector.health().equals("failing") || connector.health().equals("disabled");
    }

    /** Such a connector is told of with its account, if it has one. */
    private static boolean waitsForAccount(Health connector) {
        return connector.lastError() != null && connector.lastError().kind().equals("credentialRejected");
    }

    private static Attention broken(Health connector) {
        return new Attention(
                "attention." + connector.health(), List.of(connector.name()), "/ui/connectors/" + connector.id());
    }

    private static Attention held(Health connector) {
        return new Attention(
                "attention.held",
                List.of(connector.name(), connector.heldRemovals()),
                "/ui/connectors/" + connector.id() + "/held-removals");
    }
}
