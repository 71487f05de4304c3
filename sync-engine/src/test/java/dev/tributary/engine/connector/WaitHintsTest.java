package dev.tributary.engine.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.Bytes;
import dev.tributary.connector.SourceResponse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("F2: when the source says to come back")
final class WaitHintsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | retry-after: 7 | 7",
                "503 | Retry-After: 0 | 0",
                "429 | retry-after: 1.2 | 2",
                "429 | retry-after: Sun, 01 Mar 2026 00:01:00 GMT | 60",
                "429 | retry-after: Sat, 28 Feb 2026 00:01:00 GMT | 0",
                "429 | retry-after: 99999999 | 86400",
                "429 | x-ratelimit-reset: 1772323230 | 30",
                "429 | x-ratelimit-reset: 1772323230000 | 30",
                "429 | x-ratelimit-reset: 12 | 12",
                "429 | ratelimit-reset: 9 | 9",
                "429 | retry-after: 3; ratelimit-reset: 9 | 3",
                "429 | retry-after: soon; ratelimit-reset: 9 | 9",
                "403 | x-ratelimit-remaining: 0; x-ratelimit-reset: 1772323230 | 30"
            })
    void readsTheWait(int status, String headers, long seconds) {
        assertThat(WaitHints.wait(answer(status, headers), NOW)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | retry-after: soon",
                "429 | retry-after: -5",
                "429 | x-ratelimit-remaining: 12; x-ratelimit-reset: 1772323230",
                "200 | x-ratelimit-remaining: 0; x-ratelimit-reset: 1772323230",
                "500 | x-ratelimit-reset: 1772323230",
                "403 | x-ratelimit-reset: 1772323230"
            })
    void findsNoneWhereNoneIsMeant(int status, String headers) {
        assertThat(WaitHints.wait(answer(status, headers), NOW)).isEmpty();
    }

    @Test
    void takesSome403ForARateLimit() {
        assertThat(WaitHints.isRateLimit(answer(403, "x-ratelimit-remaining: 0")))
                .isTrue();
        assertThat(WaitHints.isRateLimit(answer(403, "retry-after: 5"))).isTrue();
        assertThat(WaitHints.isRateLimit(answer(403, "x-ratelimit-remaining: 5")))
                .isFalse();
        assertThat(WaitHints.isRateLimit(answer(404, "x-ratelimit-remaining: 0")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | content-type: application/json; x-ratelimit-remaining: 14; x-ratelimit-reset: 1772323230 | You have exceeded a secondary rate limit. | 60",
                "403 | content-type: application/json | {\"message\": \"API RATE LIMIT exceeded\"} | 60",
                "429 | content-type: application/problem+json | You have exceeded a Secondary Rate Limit and have been blocked | 60",
                "403 | retry-after: 5 | You have exceeded a secondary rate limit | 5",
                "403 | x-ratelimit-remaining: 0; x-ratelimit-reset: 1772323230 | secondary rate limit | 30"
            })
    void waitsAMinuteWhereWordsAloneTellOfALimit(int status, String headers, String body, long seconds) {
        var answer = answer(status, headers, body);
        assertThat(WaitHints.isRateLimit(answer)).isTrue();
        assertThat(WaitHints.wait(answer, NOW)).contains(Duration.ofSeconds(seconds));
    }

    @Test
    void takesNoOtherWordsForALimit() {
        assertThat(WaitHints.isRateLimit(answer(403, "a: b", "Resource not accessible by integration")))
                .isFalse();
        assertThat(WaitHints.isRateLimit(answer(400, "content-type: application/json", "rate limit")))
                .isFalse();
        assertThat(WaitHints.isRateLimit(answer(403, "content-type: text/html", "<title>Rate limits</title> Sign in")))
                .as("a page about limits that one may not read")
                .isFalse();
        assertThat(WaitHints.wait(answer(429, "a: b", "Rate limit exceeded"), NOW))
                .isEmpty();
    }

    private static SourceResponse answer(int status, String headers) {
        return answer(status, headers, "");
    }

    private static SourceResponse answer(int status, String headers, String body) {
        var all = new HashMap<String, List<String>>();
        Arrays.stream(headers.split(";"))
                .map(line -> line.split(":", 2))
                .forEach(parts -> all.put(parts[0].strip(), List.of(parts[1].strip())));
        return new SourceResponse(URI.create("https://a.example/x"), status, all, Bytes.of(body.getBytes(UTF_8)));
    }
}
