package dev.tributary.engine.account;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks with an engine as one person, and keeps all that it answers, except where it shows a secret on purpose. */
final class Talk implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private final String url;
    private String cookie = "";
    private String csrf = "";
    private String roundTrip = "";

    Talk(String url) {
        this.url = url;
    }

    /** An answer. */
    record Answer(int status, String text, String location) {
        JsonNode json() {
            return JSON.readTree(text);
        }

        String id() {
            return json().path("id").asString();
        }

        Answer expecting(int wanted) {
            if (status != wanted) {
                throw new AssertionError("%d instead of %d: %s".formatted(status, wanted, text));
            }
            return this;
        }
    }

    /** All answers so far, with their headers. */
    String heard() {
        return String.join("\n", heard);
    }

    /** The cookie of the session. */
    String session() {
        return cookie.replaceFirst("^[^=]*=", "");
    }

    /** The token that goes with it. */
    String csrf() {
        return csrf;
    }

    /** What the browser kept of a sign-in elsewhere while that was under way. */
    String roundTripCookie() {
        return roundTrip;
    }

    void signIn(String password) {
        enter("/api/v1/session", Map.of("username", "admin", "password", password), 201);
    }

    /** Asks for what gives a new session; its cookie and its token against forged requests are shown this once. */
    void enter(String path, Map<String, ?> body, int status) {
        var answer = sent(request(path).POST(json(body)));
        if (answer.statusCode() != status) {
            throw new AssertionError(path + " answers " + answer.body());
        }
        cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        csrf = JSON.readTree(answer.body()).path("csrfToken").asString();
    }

    /** Goes to another site and comes back from there with the cookie that the engine gave on the way; both are for this once. */
    Answer roundTrip(String path, UnaryOperator<String> elsewhere) {
        var away = sent(request(path).GET());
        var given = away.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        roundTrip = given.replaceFirst("^[^=]*=", "");
        var back = elsewhere.apply(away.headers().firstValue("Location").orElseThrow());
        return answer(sent(HttpRequest.newBuilder(URI.create(url + back)).header("Cookie", given)));
    }

    Answer get(String path) {
        return kept(sent(request(path).GET()));
    }

    Answer post(String path, Map<String, ?> body) {
        return kept(sent(request(path).POST(json(body))));
    }

    Answer put(String path, Map<String, ?> body) {
        return kept(sent(request(path).PUT(json(body))));
    }

    Answer patch(String path, Map<String, ?> body) {
        return kept(sent(request(path).method("PATCH", json(body))));
    }

    /** The answer that shows a secret for the only time. */
    Answer postForSecret(String path, Map<String, ?> body) {
        return answer(sent(request(path).POST(json(body))));
    }

    /** Somebody who has only a token. */
    Answer getWith(String token, String path) {
        return kept(sent(HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", "Bearer " + token)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Cookie", cookie)
                .header("X-CSRF-Token", csrf);
    }

    private HttpResponse<String> sent(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(url, e);
        }
    }

    private Answer kept(HttpResponse<String> answer) {
        heard.add(answer.uri().getPath() + " " + answer.headers().map() + "\n" + answer.body());
        return answer(answer);
    }

    private static Answer answer(HttpResponse<String> answer) {
        return new Answer(
                answer.statusCode(),
                answer.body(),
                answer.headers().firstValue("Location").orElse(""));
    }

    private static HttpRequest.BodyPublisher json(Map<String, ?> body) {
        return BodyPublishers.ofString(JSON.writeValueAsString(body));
    }

    @Override
    public void close() {
        http.close();
    }
}
