package dev.tributary.web.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.web.api.StatusApi.Health;
import dev.tributary.web.api.StatusApi.Queue;
import dev.tributary.web.api.StatusApi.Status;
import dev.tributary.web.api.StatusApi.TroubledAccount;
import dev.tributary.web.connector.Examples;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AttentionTest {

    @Test
    void isNothingWhileAllIsWell() {
        assertThat(Attention.of(status(List.of(health("1", "ok", "", 0)), List.of(), List.of())))
                .isEmpty();
    }

    @Test
    void saysWhatIsUrgentFirst() {
        var account =
                new TroubledAccount("4", "google", "ann@example.com", "reconnectNeeded", null, null, List.of("1", "2"));
        var all = Attention.of(status(
                List.of(health("1", "ok", "", 30), health("2", "failing", "internal", 0)),
                List.of(account),
                List.of("bad.jar")));
        assertThat(all)
                .containsExactly(
                        new Attention("attention.reconnect", List.of("ann@example.com", 2), "/ui/settings/accounts"),
                        new Attention("attention.failing", List.of("Connector 2"), "/ui/connectors/2"),
                        new Attention("attention.held", List.of("Connector 1", 30L), "/ui/connectors/1/held-removals"),
                        new Attention("attention.load", List.of("bad.jar"), ""));
    }

    @Test
    void doesNotTellOfAConnectorWhoseAccountIsToldOf() {
        var connectors = List.of(health("1", "failing", "credentialRejected", 0));
        var account = new TroubledAccount("4", "google", "ann", "reconnectNeeded", null, null, List.of("1"));
        assertThat(Attention.of(status(connectors, List.of(account), List.of())))
                .extracting(Attention::key)
                .containsExactly("attention.reconnect");
    }

    @Test
    void tellsOfAConnectorWhoseOwnKeyIsRefused() {
        var connectors = List.of(health("1", "failing", "credentialRejected", 0));
        assertThat(Attention.of(status(connectors, List.of(), List.of())))
                .extracting(Attention::path)
                .containsExactly("/ui/connectors/1");
    }

    @Test
    void isNotMadeOfHundreds() {
        var connectors = IntStream.range(0, 100)
                .mapToObj(id -> health("" + id, "failing", "internal", 0))
                .toList();
        var all = Attention.of(status(connectors, List.of(), List.of()));
        assertThat(all).hasSize(6);
        assertThat(all.getLast()).isEqualTo(new Attention("attention.more", List.of(95), ""));
    }

    private static Health health(String id, String health, String error, long held) {
        return new Health(
                id,
                "1",
                "Connector " + id,
                "wiki",
                health,
                null,
                null,
                0,
                error.isEmpty() ? null : Examples.cause(error, "It failed"),
                null,
                held);
    }

    private static Status status(List<Health> connectors, List<TroubledAccount> accounts, List<String> problems) {
        return new Status("1", "PostgreSQL", new Queue(0, 0), 0, connectors.size(), connectors, accounts, problems);
    }
}
