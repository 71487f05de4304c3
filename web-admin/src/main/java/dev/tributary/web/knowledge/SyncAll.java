package dev.tributary.web.knowledge;

import dev.tributary.web.api.ApiProblem;
import dev.tributary.web.api.RunsApi;
import dev.tributary.web.connector.AllConnectors;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Starts a sync of each connector of a knowledge base; one that cannot be started keeps none of the others. */
@Component
class SyncAll {
    private static final int AT_ONCE = 4;

    private final AllConnectors connectors;
    private final RunsApi runs;

    SyncAll(AllConnectors connectors, RunsApi runs) {
        this.connectors = connectors;
        this.runs = runs;
    }

    /**
     * The note that says how it went; the first failure where none could be started. Those that have a run under way, or are
     * paused, are left as they are.
     */
    Mono<String> of(String knowledgeBase) {
        return connectors
                .of(knowledgeBase)
                .filter(connector -> connector.state().equals("active"))
                .collectList()
                .flatMapIterable(Function.identity())
                .flatMap(connector -> start(connector.id()), AT_ONCE)
                .collectList()
                .flatMap(SyncAll::note);
    }

    /** Why it could not be started, if it could not. */
    private Mono<Optional<Throwable>> start(String connector) {
        return runs.start(connector, new RunsApi.Order("sync"))
                .map(_ -> Optional.<Throwable>empty())
                .onErrorResume(failure -> Mono.just(Optional.of(failure).filter(SyncAll::isFailure)));
    }

    private static boolean isFailure(Throwable failure) {
        return !(failure instanceof ApiProblem problem && problem.status() == 409);
    }

    private static Mono<String> note(List<Optional<Throwable>> outcomes) {
        var failures = outcomes.stream().flatMap(Optional::stream).toList();
        if (failures.isEmpty()) {
            return Mono.just("kb.sync");
        }
        return failures.size() == outcomes.size() ? Mono.error(failures.getFirst()) : Mono.just("kb.syncPartly");
    }
}
