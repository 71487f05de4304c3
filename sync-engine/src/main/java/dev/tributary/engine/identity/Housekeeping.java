package dev.tributary.engine.identity;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Deletes what no longer counts: sessions that have ended, old tries to sign in. Every process does it; twice does no harm. */
@Component
class Housekeeping {
    private final Sessions sessions;
    private final SignInThrottle throttle;

    Housekeeping(Sessions sessions, SignInThrottle throttle) {
        this.sessions = sessions;
        this.throttle = throttle;
    }

    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
    Mono<Void> forgetWhatIsOver() {
        return sessions.forgetEnded().then(throttle.forget());
    }
}
