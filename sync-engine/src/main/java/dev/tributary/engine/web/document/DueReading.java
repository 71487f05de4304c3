package dev.tributary.engine.web.document;

import dev.tributary.engine.identity.Actor;
import dev.tributary.engine.schedule.RunStarts;
import dev.tributary.engine.sync.RunKind;
import dev.tributary.engine.sync.RunQueue.Answer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Has documents read that became due because a person wants it. */
@Component
final class DueReading {
    private final RunStarts starts;

    DueReading(RunStarts starts) {
        this.starts = starts;
    }

    /** A run under way reads what is due as well; a paused connector reads it once it is resumed. */
    Mono<Answer> start(Actor actor, long connector) {
        return starts.start(actor, connector, RunKind.SYNC, "documents to be read, by " + actor.name());
    }
}
