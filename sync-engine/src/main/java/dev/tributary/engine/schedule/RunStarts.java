package dev.tributary.engine.schedule;

import dev.tributary.engine.identity.Actor;
import dev.tributary.engine.sync.RunKind;
import dev.tributary.engine.sync.RunQueue;
import dev.tributary.engine.sync.RunQueue.Answer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Starts runs that people ask for: queued, and on the agenda at once. */
@Component
public final class RunStarts {

    private static final int AT_ONCE = 4;

    private final RunQueue queue;
    private final Agenda agenda;

    RunStarts(RunQueue queue, Agenda agenda) {
        this.queue = queue;
        this.agenda = agenda;
    }

    /** Starts a run of that kind, if the connector is free for one. */
    public Mono<Answer> start(Actor actor, long connector, RunKind kind) {
        return start(actor, connector, kind, "by " + actor.name());
    }

    /** The same, for another reason than that somebody asked for it. */
    public Mono<Answer> start(Actor actor, long connector, RunKind kind, String reason) {
        return queue.queue(actor, connector, kind, reason)
                .delayUntil(answer ->
                        answer instanceof Answer.Queued ? agenda.now(connector) : Mono.<Void>empty());
    }

    /** Starts a sync of every active connector that has no run under way, and returns their number. */
    public Mono<Long> startAll(Actor actor) {
        return queue.queueAll(actor)
                .flatMap(connector -> agenda.now(connector).thenReturn(connector), AT_ONCE)
                .count();
    }
}
