package dev.tributary.engine.connector;

import dev.tributary.connector.ConnectorException.RateLimited;
import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.connector.SourceRequest;
import dev.tributary.engine.connector.Budget.Outcome;
import dev.tributary.engine.connector.Budget.Permit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Sends single requests, each when the budget of its host and credential lets it, and tells the budget the outcome. */
final class Turnstile {

    /** What a session brings along. */
    record Line(String credentialKey, Spool spool, Deadline deadline) {}

    private final Wire wire;
    private final Budgets budgets;
    private final SourceSettings settings;
    private final Clock clock;
    private final Waiting waiting;

    Turnstile(Wire wire, Budgets budgets, SourceSettings settings, Clock clock, Waiting waiting) {
        this.wire = wire;
        this.budgets = budgets;
        this.settings = settings;
        this.clock = clock;
        this.waiting = waiting;
    }

    Attempt send(SourceRequest request, Line line) throws InterruptedException {
        var budget = budgets.of(Places.host(request.uri()), line.credentialKey());
        var permit = turn(budget, request, line.deadline());
        Outcome outcome = new Outcome.Unclear();
        try {
            var answered = wire.exchange(request, line.spool(), line.deadline().left(clock));
            var now = clock.instant();
            var wait = WaitHints.wait(answered.response(), now);
            wait.ifPresent(time -> budget.freeze(now.plus(time)));
            outcome = outcome(answered);
            return new Attempt.Answer(answered.response(), wait);
        } catch (ExecutionException e) {
            return broken(request, Optional.ofNullable(e.getCause()).orElse(e));
        } catch (TimeoutException e) {
            throw tooSlow(request, e);
        } finally {
            budget.release(permit, outcome);
        }
    }

    private Attempt broken(SourceRequest request, Throwable cause) {
        Verdicts.beyondRetry(request, cause, settings.maxBody()).ifPresent(verdict -> {
            throw verdict;
        });
        return new Attempt.Broken(request, cause);
    }

    private Permit turn(Budget budget, SourceRequest request, Deadline deadline) throws InterruptedException {
        while (true) {
            var frozen = budget.frozenUntil();
            if (frozen.isPresent()) {
                sitOut(frozen.get(), deadline);
                continue;
            }
            var permit = budget.acquire(deadline.left(clock))
                    .orElseThrow(() -> tooSlow(request, new TimeoutException("no turn")));
            if (budget.frozenUntil().isEmpty()) {
                return permit;
            }
            budget.release(permit, new Outcome.Unclear());
        }
    }

    private void sitOut(Instant until, Deadline deadline) throws InterruptedException {
        var wait = Duration.between(clock.instant(), until);
        if (wait.compareTo(settings.longestRateLimitWait()) > 0 || !deadline.allows(wait, clock)) {
            throw new RateLimited(Optional.of(wait));
        }
        if (wait.isPositive()) {
            waiting.sleep(wait);
        }
    }

    private static Outcome outcome(Wire.Answered answered) {
        if (Verdicts.isTrouble(answered.response())) {
            return new Outcome.Troubled();
        }
        return answered.response().status() < 500 ? new Outcome.Good(answered.took()) : new Outcome.Unclear();
    }

    private static SourceUnavailable tooSlow(SourceRequest request, TimeoutException cause) {
        return new SourceUnavailable(
                "%s did not answer in time; try again later".formatted(Places.shown(request.uri())), cause);
    }
}
