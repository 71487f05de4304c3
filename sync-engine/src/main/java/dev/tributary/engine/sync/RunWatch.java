package dev.tributary.engine.sync;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Tells who listens how runs go on. The database is asked once a second while anybody does, whatever their number, and
 * answers for runs of all processes.
 */
@Component
public final class RunWatch {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Runs runs;
    private final Flux<List<Run>> looks;

    RunWatch(Runs runs) {
        this.runs = runs;
        this.looks = Flux.defer(() -> {
                    var look = new Look();
                    return Flux.interval(Duration.ZERO, EVERY)
                            .onBackpressureDrop()
                            .concatMap(_ -> look.next(), 1);
                })
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, EVERY))
                .replay(1)
                .refCount();
    }

    /** All runs under way, and then each that begins, goes on or ends, as a whole. */
    public Flux<Run> all() {
        return Flux.defer(() -> {
            var told = new HashMap<Long, Run>();
            return looks.onBackpressureLatest().concatMap(found -> news(told, found), 1);
        });
    }

    /** That run as it is, and whenever it changed; completes when it has ended. Empty if there is none. */
    public Flux<Run> one(long id) {
        var later = looks.onBackpressureLatest()
                .concatMap(found -> Mono.justOrEmpty(
                                found.stream().filter(run -> run.id() == id).findFirst())
                        .switchIfEmpty(runs.find(id)), 1);
        return runs.find(id)
                .flatMapMany(now -> now.state().isEnd() ? Flux.just(now) : later.startWith(now))
                .distinctUntilChanged()
                .takeUntil(run -> run.state().isEnd());
    }

    /** A listener that was too slow for the look at which a run had ended is told all the same. */
    private Flux<Run> news(Map<Long, Run> told, List<Run> found) {
        var before = Map.copyOf(told);
        told.clear();
        found.forEach(run -> told.put(run.id(), run));
        var missed = before.values().stream()
                .filter(run -> !run.state().isEnd() && !told.containsKey(run.id()))
                .map(Run::id)
                .toList();
        var changed =
                found.stream().filter(run -> !run.equals(before.get(run.id()))).toList();
        return Flux.fromIterable(missed).concatMap(runs::find).concatWith(Flux.fromIterable(changed));
    }

    /** What was under way at the last look is asked for once more: it may have ended. */
    private final class Look {
        private final Set<Long> underWay = new HashSet<>();
        private long youngest = -1;

        Mono<List<Run>> next() {
            var from = youngest < 0 ? runs.youngest() : Mono.just(youngest);
            return from.flatMap(id -> runs.current(underWay, id)
                    .collectList()
                    .doOnNext(found -> remember(found, id)));
        }

        private void remember(List<Run> found, long from) {
            underWay.clear();
            youngest = from;
            for (var run : found) {
                youngest = Math.max(youngest, run.id());
                if (!run.state().isEnd()) {
                    underWay.add(run.id());
                }
            }
        }
    }
}
