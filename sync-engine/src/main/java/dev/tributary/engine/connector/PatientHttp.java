package dev.tributary.engine.connector;

import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.SourceHttp;
import dev.tributary.connector.SourceRequest;
import dev.tributary.connector.SourceResponse;
import dev.tributary.engine.connector.Attempt.Answer;
import java.time.Clock;
import java.time.Duration;

/** The HTTP of one session: follows redirects, and tries again where that can help. */
final class PatientHttp implements SourceHttp {

    private final Turnstile turnstile;
    private final Turnstile.Line line;
    private final Retries retries;
    private final Clock clock;
    private final Waiting waiting;

    PatientHttp(Turnstile turnstile, Turnstile.Line line, Retries retries, Clock clock, Waiting waiting) {
        this.turnstile = turnstile;
        this.line = line;
        this.retries = retries;
        this.clock = clock;
        this.waiting = waiting;
    }

    @Override
    public SourceResponse send(SourceRequest request) throws InterruptedException {
        var tries = retries.begin();
        while (true) {
            var attempt = follow(request);
            var wait = Duration.ofMillis(request.idempotent() ? tries.onResult(attempt) : -1);
            if (wait.isNegative() || !line.deadline().allows(wait, clock)) {
                return Verdicts.of(attempt);
            }
            waiting.sleep(wait);
        }
    }

    private Attempt follow(SourceRequest request) throws InterruptedException {
        var current = request;
        for (var hop = 0; hop <= Redirects.MOST; hop++) {
            Places.check(current);
            var attempt = turnstile.send(current, line);
            if (!(attempt instanceof Answer answer)
                    || !Redirects.isRedirect(answer.response().status())) {
                return attempt;
            }
            var response = answer.response();
            current = Redirects.follow(current, response.status(), response.header("location"));
        }
        throw new UnexpectedResponse(
                "%s redirects more than %d times".formatted(Places.shown(request.uri()), Redirects.MOST), null);
    }

    @Override
    public String toString() {
        return "HTTP for " + line.credentialKey();
    }
}
