package dev.tributary.connector.testkit.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A fault asked for by name: {@code name} is that of a {@link Fault} in lower case with underscores; {@code amount} is
 * its seconds, status, milliseconds or bytes, {@code time} its date; {@code on} a {@link Call.Kind}, {@code id} a
 * document, {@code from}, {@code times}, {@code probability} and {@code seed} are as in {@link When}.
 */
record FaultRequest(Fault fault, When when) {

    static FaultRequest of(Map<String, String> query) {
        var name = query.getOrDefault("name", "");
        var amount = number(query, "amount", 0);
        var fault = switch (name) {
            case "rate_limited" -> new Fault.RateLimited(Duration.ofSeconds(amount));
            case "rate_limited_until" -> new Fault.RateLimitedUntil(Instant.parse(query.getOrDefault("time", "")));
            case "status" -> new Fault.Status(Math.toIntExact(amount));
            case "slow" -> new Fault.Slow(Duration.ofMillis(amount));
            case "huge_body" -> new Fault.HugeBody(amount);
            default -> plain(name);
        };
        return new FaultRequest(fault, when(query));
    }

    private static Fault plain(String name) {
        return switch (name) {
            case "revoked_token" -> new Fault.RevokedToken();
            case "connection_reset" -> new Fault.ConnectionReset();
            case "truncated_body" -> new Fault.TruncatedBody();
            case "malformed_json" -> new Fault.MalformedJson();
            case "interstitial_page" -> new Fault.InterstitialPage();
            case "empty_listing" -> new Fault.EmptyListing();
            case "short_listing" -> new Fault.ShortListing();
            case "capped_listing" -> new Fault.CappedListing();
            case "repeated_cursor" -> new Fault.RepeatedCursor();
            case "duplicate_ids" -> new Fault.DuplicateIds();
            case "wrong_hash" -> new Fault.WrongHash();
            case "unreadable" -> new Fault.Unreadable();
            default -> throw new IllegalArgumentException("there is no fault '%s'".formatted(name));
        };
    }

    private static When when(Map<String, String> query) {
        var probability = Double.parseDouble(query.getOrDefault("probability", "1"));
        var when = When.withProbability(probability, number(query, "seed", 0))
                .from(number(query, "from", 1))
                .times(number(query, "times", Long.MAX_VALUE));
        var kind = query.get("on");
        var called = kind == null ? when : when.on(Call.Kind.valueOf(kind));
        var id = query.get("id");
        return id == null ? called : called.onDocument(id);
    }

    private static long number(Map<String, String> query, String name, long preset) {
        var value = query.get(name);
        return value == null ? preset : Long.parseLong(value);
    }
}
