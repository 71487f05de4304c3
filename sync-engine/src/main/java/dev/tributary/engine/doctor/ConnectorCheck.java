package dev.tributary.engine.doctor;

import dev.tributary.engine.connector.ConnectorRegistry;
import dev.tributary.engine.sync.ConnectorHealth;
import dev.tributary.engine.sync.Overview;
import dev.tributary.engine.sync.RunError;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Which connectors fail or wait, and why. */
@Component
@Order(5)
final class ConnectorCheck implements Check.OfStore {
    private static final int MOST = 1_000;

    private final Overview overview;
    private final ConnectorRegistry registry;

    ConnectorCheck(Overview overview, ConnectorRegistry registry) {
        this.overview = overview;
        this.registry = registry;
    }

    @Override
    public String subject() {
        return "Connectors";
    }

    @Override
    public Flux<Finding> findings(URI callback) {
        return Flux.concat(
                Flux.fromIterable(registry.problems())
                        .map(problem -> new Finding.Todo(
                                subject(), problem.reason(), "Correct or remove it, and restart Tributary.")),
                overview.connectors(MOST)
                        .concatMapIterable(this::found)
                        .defaultIfEmpty(new Finding.Fine(subject(), "No connector fails, or waits for somebody.")));
    }

    private List<Finding> found(ConnectorHealth connector) {
        var all = new ArrayList<Finding>();
        var subject = "Connector \"%s\" (%d)".formatted(connector.name(), connector.id());
        var itself = About.connector(About.Kind.CONNECTOR, connector.id());
        switch (connector.health()) {
            case DISABLED ->
                all.add(new Finding.Todo(
                                subject,
                                "It was switched off after %s. %s"
                                        .formatted(Quantity.of(connector.failures(), "failed run"), cause(connector)),
                                hint(connector).orElse("Correct the cause.") + " Then run it again.")
                        .about(itself));
            case FAILING ->
                all.add(new Finding.Todo(
                                subject,
                                "Its last run failed. %s%s".formatted(cause(connector), waiting(connector)),
                                hint(connector).orElse("Correct the cause; it is tried again by itself."))
                        .about(itself));
            case PAUSED -> all.add(new Finding.Fine(subject, "It is paused, as somebody wanted it."));
            case OK, RUNNING, QUEUED, PARTIAL, NEW, DELETING ->
                waits(subject, connector, itself).ifPresent(all::add);
        }
        if (connector.heldRemovals() > 0) {
            all.add(new Finding.Todo(
                            subject,
                            Quantity.choose(
                                    connector.heldRemovals(),
                                    "1 removal is on hold until somebody has looked at it.",
                                    "%d removals are on hold until somebody has looked at them."),
                            "Look at the documents, then remove or keep them.")
                    .about(About.connector(About.Kind.HELD_REMOVALS, connector.id())));
        }
        return all;
    }

    private static Optional<Finding> waits(String subject, ConnectorHealth connector, About itself) {
        return Optional.ofNullable(connector.waitingFor())
                .map(reason -> reason.startsWith("waiting for credential")
                        ? new Finding.Todo(subject, reason + ".", "Connect or choose an account for it.").about(itself)
                        : new Finding.Fine(subject, "It waits: " + reason + "."));
    }

    private static String waiting(ConnectorHealth connector) {
        return Optional.ofNullable(connector.waitingFor())
                .map(reason -> " It waits: " + reason + ".")
                .orElse("");
    }

    private static String cause(ConnectorHealth connector) {
        return Optional.ofNullable(connector.lastError())
                .map(RunError::message)
                .map(ConnectorCheck::sentence)
                .orElse("No cause is known.");
    }

    private static Optional<String> hint(ConnectorHealth connector) {
        return Optional.ofNullable(connector.lastError())
                .map(RunError::hint)
                .filter(hint -> !hint.isBlank())
                .map(ConnectorCheck::sentence);
    }

    private static String sentence(String words) {
        return words.endsWith(".") ? words : words + ".";
    }
}
