package dev.tributary.engine.sync;

import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Keeps the lease of a run, by a timer that waits for no page and no download (R3), and notices that a person cancelled
 * the run, through whichever process (R6).
 */
final class LeaseWatch {

    private static final Duration CANCEL_CHECK = Duration.ofSeconds(1);
    private static final Scheduler TIMER = Schedulers.newSingle("lease", true);

    private final SyncParts parts;
    private final RunStore runs;
    private final RunScope scope;

    LeaseWatch(SyncParts parts, RunStore runs, RunScope scope) {
        this.parts = parts;
        this.runs = runs;
        this.scope = scope;
    }

    /** Emits why the run must end, if it must; never completes otherwise. */
    Mono<RunEnd> ends() {
        return Flux.merge(lost(), cancelled()).next();
    }

    /** A renewal that fails is tried again until the lease has run out; then another may have it. */
    private Mono<RunEnd> lost() {
        var settings = parts.settings();
        var retries = settings.lease().dividedBy(settings.renewal());
        return Flux.interval(settings.renewal(), TIMER)
                .onBackpressureDrop()
                .concatMap(
                        _ -> runs.renew(scope)
                                .timeout(settings.renewal(), TIMER)
                                .retryWhen(Retry.fixedDelay(Math.max(0, retries - 1), settings.renewal())
                                        .scheduler(TIMER))
                                .onErrorReturn(false),
                        1)
                .filter(mine -> !mine)
                .next()
                .map(_ -> new RunEnd.Superseded());
    }

    private Mono<RunEnd> cancelled() {
        return Flux.interval(CANCEL_CHECK, TIMER)
                .onBackpressureDrop()
                .concatMap(_ -> runs.cancelRequested(scope).onErrorReturn(false), 1)
                .filter(requested -> requested)
                .next()
                .map(_ -> new RunEnd.Cancelled());
    }
}
