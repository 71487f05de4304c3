package dev.tributary.engine.doctor;

import dev.tributary.engine.sync.Overview;
import dev.tributary.engine.sync.SyncInvariants;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Whether what is stored keeps the rules that hold whatever happens. */
@Component
@Order(3)
final class InvariantCheck implements Check.OfStore {
    private final SyncInvariants invariants;
    private final Overview overview;

    InvariantCheck(SyncInvariants invariants, Overview overview) {
        this.invariants = invariants;
        this.overview = overview;
    }

    @Override
    public String subject() {
        return "Stored documents";
    }

    @Override
    public Flux<Finding> findings(URI callback) {
        return invariants
                .violations()
                .collectList()
                .zipWhen(_ -> overview.totals().map(Overview.Totals::running))
                .map(found -> found(found.getT1(), found.getT2()))
                .flux();
    }

    private Finding found(List<SyncInvariants.Violation> violations, long running) {
        if (violations.isEmpty()) {
            return new Finding.Fine(subject(), "Documents, texts, search and runs agree with each other.");
        }
        var text = violations.stream()
                .map(violation -> "%d %s".formatted(violation.rows(), violation.what()))
                .collect(Collectors.joining("; ", "What is stored does not agree: ", "."));
        return running > 0
                ? new Finding.Todo(
                        subject(),
                        text,
                        Quantity.choose(
                                running,
                                "1 run is under way: look again when it has ended.",
                                "%d runs are under way: look again when they have ended."))
                : new Finding.Broken(
                        subject(),
                        text,
                        "Report it with this text: it is a defect of Tributary.",
                        "A run of kind reread of the connectors concerned stores their documents anew.");
    }
}
