package dev.tributary.engine.schedule;

import dev.tributary.engine.sync.SyncRuns.StopReason;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Tells the runs of this process that it ends. */
final class Stopping {

    private final Sinks.One<StopReason> reason = Sinks.one();

    Mono<StopReason> reason() {
        return reason.asMono();
    }

    void now() {
        reason.tryEmitValue(StopReason.INTERRUPTED);
    }
}
