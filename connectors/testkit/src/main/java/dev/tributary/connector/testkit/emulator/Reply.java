package dev.tributary.connector.testkit.emulator;

import java.util.Map;

/** What an emulator answers. */
record Reply(int status, Map<String, String> headers, String body) {

    static Reply json(String body) {
        return json(200, body);
    }

    static Reply json(int status, String body) {
        return new Reply(status, Map.of("Content-Type", "application/json"), body);
    }

    static Reply html(String body) {
        return new Reply(200, Map.of("Content-Type", "text/html; charset=utf-8"), body);
    }

    static Reply rateLimited(String retryAfter) {
        return new Reply(429, Map.of("Retry-After", retryAfter), "{}");
    }

    Reply with(String anotherBody) {
        return new Reply(status, headers, anotherBody);
    }
}
