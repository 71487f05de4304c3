package dev.tributary.engine.connector;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** How often and after what waits a request is sent again: as the source asks, else doubling with some jitter. */
final class Retries {

    private static final double JITTER = 0.1;

    private final Retry retry;

    /** @param random used by many threads */
    Retries(SourceSettings settings, RandomGenerator random) {
        var backoff = IntervalFunction.ofExponentialBackoff(settings.firstWait(), 2, settings.longestWait());
        this.retry = Retry.of(
                "source",
                RetryConfig.<Attempt>custom()
                        .maxAttempts(settings.retries() + 1)
                        .retryOnResult(attempt -> isWorthwhile(attempt, settings.longestRateLimitWait()))
                        .intervalBiFunction((count, result) -> result.get()
                                .askedWait()
                                .filter(Duration::isPositive)
                                .map(Duration::toMillis)
                                .orElseGet(() -> jittered(backoff.apply(count), random)))
                        .build());
    }

    /** Counts the tries of one request; tells the wait before the next, or a negative number if there is none. */
    Retry.AsyncContext<Attempt> begin() {
        return retry.asyncContext();
    }

    private static boolean isWorthwhile(Attempt attempt, Duration longest) {
        return Verdicts.mayPass(attempt)
                && attempt.askedWait()
                        .filter(wait -> wait.compareTo(longest) > 0)
                        .isEmpty();
    }

    private static long jittered(long millis, RandomGenerator random) {
        return Math.round(millis * (1 - JITTER + 2 * JITTER * random.nextDouble()));
    }
}
