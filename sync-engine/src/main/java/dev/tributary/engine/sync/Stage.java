package dev.tributary.engine.sync;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A stage of the pipeline as the next one sees it: it makes progress, and some day it is finished. The work between two
 * stages is in the database, so memory stays flat however far one is ahead of the other. Thread-safe.
 */
final class Stage {

    private final Duration gathering;
    private final Sinks.Many<Long> progress = Sinks.many().replay().latest();
    private final AtomicLong steps = new AtomicLong();
    private volatile boolean finished;

    /** @param gathering how long work comes together for the next stage before it is told, unless no more will come */
    Stage(Duration gathering) {
        this.gathering = gathering;
    }

    /** There may be more work for the next stage. One at a time, so that the latest number is the highest. */
    synchronized void progressed() {
        progress.emitNext(steps.incrementAndGet(), Sinks.EmitFailureHandler.busyLooping(Duration.ofSeconds(1)));
    }

    /** There will be no more work for the next stage than there is now. */
    void finish() {
        finished = true;
        progressed();
    }

    /**
     * Repeats the step of the next stage while it left work behind, waits for more while this stage goes on, and completes
     * when this one is finished and a step that began after that left nothing.
     *
     * @param step does the work that it finds, and tells whether it may have left some
     * @param over ends the next stage early
     * @param waits holds the next stage back until more progress is made
     */
    Mono<Void> drainedBy(Mono<Boolean> step, BooleanSupplier over, BooleanSupplier waits) {
        return Mono.defer(() -> {
                    if (over.getAsBoolean()) {
                        return Mono.just(false);
                    }
                    var last = finished;
                    var seen = steps.get();
                    if (!last && waits.getAsBoolean()) {
                        return moreThan(seen);
                    }
                    return step.flatMap(left -> left || last ? Mono.just(left) : moreThan(seen));
                })
                .repeat()
                .takeWhile(goOn -> goOn)
                .then();
    }

    private Mono<Boolean> moreThan(long seen) {
        return once(now -> now > seen).then(gathered()).thenReturn(true);
    }

    private Mono<Void> gathered() {
        return gathering.isZero()
                ? Mono.empty()
                : once(_ -> finished).timeout(gathering, Mono.empty()).then();
    }

    private Mono<Long> once(LongPredicate reached) {
        return progress.asFlux().filter(reached::test).next();
    }
}
