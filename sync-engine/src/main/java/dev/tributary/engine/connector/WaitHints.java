package dev.tributary.engine.connector;

import dev.tributary.connector.SourceResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** What an answer says about when to come back. */
final class WaitHints {

    /** Longer waits are taken for a mistake; after a day it is worth asking again. */
    static final Duration LONGEST = Duration.ofDays(1);

    /** Numbers below are a wait in seconds, numbers above {@link #MILLISECONDS} a time in milliseconds. */
    private static final long EPOCH_SECONDS = 1_000_000_000L;

    private static final long MILLISECONDS = 100_000_000_000L;

    /** What GitHub wants where it names no time (docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api). */
    private static final Duration UNNAMED = Duration.ofMinutes(1);

    private WaitHints() {}

    /** Whether the source asks for patience: 429, or the 403 that some send instead. */
    static boolean isRateLimit(SourceResponse answer) {
        return answer.status() == 429
                || (answer.status() == 403
                        && (answer.header("retry-after").isPresent()
                                || isUsedUp(answer)
                                || says(answer, "rate limit")));
    }

    /** The wait that the answer asks for: {@code Retry-After} if it is there, else the time of the reset. */
    static Optional<Duration> wait(SourceResponse answer, Instant now) {
        var asked = answer.header("retry-after").flatMap(value -> retryAfter(value.strip(), now));
        return asked.or(() -> isRateLimit(answer) ? reset(answer, now) : Optional.empty())
                .or(() -> isInWordsOnly(answer) ? Optional.of(UNNAMED) : Optional.empty())
                .map(WaitHints::sensible);
    }

    /** GitHub's secondary limits may come without any header that tells of them. */
    private static boolean isInWordsOnly(SourceResponse answer) {
        return isRateLimit(answer) && says(answer, answer.status() == 403 ? "rate limit" : "secondary rate limit");
    }

    /** In an answer of an API: a web page that one may not read may be about rate limits. */
    private static boolean says(SourceResponse refusal, String words) {
        var isJson = refusal.header("content-type")
                .filter(type -> type.contains("json"))
                .isPresent();
        return isJson && refusal.text().toLowerCase(Locale.ROOT).contains(words);
    }

    private static Optional<Duration> retryAfter(String value, Instant now) {
        return seconds(value).or(() -> date(value).map(time -> Duration.between(now, time)));
    }

    private static Optional<Duration> reset(SourceResponse answer, Instant now) {
        if (answer.header("x-ratelimit-remaining").isPresent() && !isUsedUp(answer)) {
            return Optional.empty();
        }
        return answer.header("ratelimit-reset")
                .flatMap(value -> seconds(value.strip()))
                .or(() -> answer.header("x-ratelimit-reset").flatMap(value -> resetTime(value.strip(), now)));
    }

    private static Optional<Duration> resetTime(String value, Instant now) {
        return number(value).map(number -> {
            if (number < EPOCH_SECONDS) {
                return Duration.ofSeconds(number);
            }
            var time = number < MILLISECONDS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
            return Duration.between(now, time);
        });
    }

    private static boolean isUsedUp(SourceResponse answer) {
        return answer.header("x-ratelimit-remaining")
                .map(String::strip)
                .filter("0"::equals)
                .isPresent();
    }

    private static Optional<Duration> seconds(String value) {
        return number(value).map(Duration::ofSeconds);
    }

    private static Optional<Long> number(String value) {
        return value.matches("[0-9]{1,15}(\\.[0-9]+)?")
                ? Optional.of((long) Math.ceil(Double.parseDouble(value)))
                : Optional.empty();
    }

    private static Optional<Instant> date(String value) {
        try {
            return Optional.of(ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Duration sensible(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
