package dev.tributary.engine.identity;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Deletes sessions that have ended. Every process does it; twice does no harm. */
@Component
class Housekeeping {
    private final Sessions sessions;

    Housekeeping(Sessions sessions) {
        this.sessions = sessions;
    }

    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
    Mono<Void> forgetEndedSessions() {
        return sessions.forgetEnded();
    }
}
