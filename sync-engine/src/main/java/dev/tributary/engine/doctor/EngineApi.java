package dev.tributary.engine.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.core.env.Environment;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks the engine that runs, because nobody else can look at its database. */
final class EngineApi {
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final String SUBJECT = "Tributary";

    private final URI base;
    private final Optional<String> token;

    EngineApi(URI base, Optional<String> token) {
        this.base = base;
        this.token = token;
    }

    /** As {@code TRIBUTARY_URL} and {@code TRIBUTARY_TOKEN} say; without an address, where the settings let it listen. */
    static EngineApi of(Environment environment) {
        return new EngineApi(
                URI.create(set(environment, "TRIBUTARY_URL").orElseGet(() -> listensAt(environment))),
                set(environment, "TRIBUTARY_TOKEN"));
    }

    static String listensAt(Environment environment) {
        var host = environment.getProperty("server.address", "127.0.0.1");
        var everywhere = host.equals("0.0.0.0") || host.equals("::") || host.isBlank();
        return "http://%s:%s"
                .formatted(everywhere ? "127.0.0.1" : host, environment.getProperty("server.port", "8080"));
    }

    private static Optional<String> set(Environment environment, String name) {
        return Optional.ofNullable(environment.getProperty(name))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    /** What the engine says of itself, or why it could not be asked. */
    Report report(String process) throws InterruptedException {
        var holder = "Tributary runs (process %s) and holds the database".formatted(process);
        if (token.isEmpty()) {
            return todo(
                    holder + "; only it can look at it.",
                    "Set TRIBUTARY_TOKEN to an API token with the role admin, and run this again: it is then asked.");
        }
        try {
            return answer(holder, token.get());
        } catch (IOException unreachable) {
            return todo(
                    "%s, but does not answer at %s: %s".formatted(holder, base, unreachable),
                    "If it listens elsewhere, set TRIBUTARY_URL to its address; else restart it.");
        }
    }

    private Report answer(String holder, String bearer) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base.toString().replaceAll("/+$", "") + "/api/v1/doctor"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + bearer)
                .header("Accept", "application/json")
                .build();
        try (var http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            var response = http.send(request, BodyHandlers.ofString());
            return response.statusCode() == 200
                    ? Objects.requireNonNull(JsonMapper.shared().readValue(response.body(), Report.class))
                    : todo(
                            "%s, but answered %d at %s.".formatted(holder, response.statusCode(), base),
                            "TRIBUTARY_TOKEN has to be an API token of that engine, valid, with the role admin.");
        } catch (JacksonException notOurs) {
            return todo(
                    "%s, but something else answers at %s.".formatted(holder, base),
                    "Set TRIBUTARY_URL to the address of Tributary.");
        }
    }

    private static Report todo(String text, String step) {
        return Report.of(List.of(new Finding.Todo(SUBJECT, text, step)));
    }
}
