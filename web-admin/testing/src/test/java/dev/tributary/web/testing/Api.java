package dev.tributary.web.testing;

import com.microsoft.playwright.APIRequest;
import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.RequestOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The engine's API, asked with a token as programs do: prepares what pages are to show. */
final class Api {
    private final APIRequestContext asked;

    private Api(APIRequestContext asked) {
        this.asked = asked;
    }

    static Api of(Playwright playwright, String url) {
        var visitor = playwright.request().newContext(new APIRequest.NewContextOptions().setBaseURL(url));
        var session = visitor.post(
                "/api/v1/session",
                RequestOptions.create().setData(Map.of("username", "admin", "password", AdminEngine.PASSWORD)));
        var token = visitor.post(
                "/api/v1/tokens",
                RequestOptions.create()
                        .setHeader("X-CSRF-Token", text(good(session), "csrfToken"))
                        .setData(Map.of("name", "Nightly export", "role", "admin")));
        return new Api(playwright
                .request()
                .newContext(new APIRequest.NewContextOptions()
                        .setBaseURL(url)
                        .setExtraHTTPHeaders(Map.of("Authorization", "Bearer " + text(good(token), "token")))));
    }

    /** Makes something, and tells its id. */
    String make(String path, Map<String, ?> what) {
        return text(post(path, what), "id");
    }

    String post(String path, Map<String, ?> what) {
        return good(asked.post("/api/v1" + path, RequestOptions.create().setData(what)));
    }

    void delete(String path) {
        good(asked.delete("/api/v1" + path));
    }

    String get(String path) {
        return good(asked.get("/api/v1" + path));
    }

    /** Runs a connector, and waits until that run has ended. */
    String run(String connector, String kind) {
        var run = make("/connectors/" + connector + "/runs", Map.of("kind", kind));
        ended(run);
        return run;
    }

    /** The first run of a connector, which began when it was made; it has ended. */
    String firstRun(String connector) {
        var run = text(get("/connectors/" + connector + "/runs"), "id");
        ended(run);
        return run;
    }

    /** A run tells its end by the end of its events. */
    private void ended(String run) {
        get("/runs/" + run + "/events");
    }

    /** Adds a connector to a knowledge base, with that key if it has one; its first run begins. */
    String connector(String base, String type, String name, Map<String, ?> config, @Nullable String key) {
        var made = new LinkedHashMap<String, Object>(
                Map.of("type", type, "name", name, "config", config, "schedule", Map.of("everyMinutes", 360)));
        if (key != null) {
            made.put("secrets", Map.of("apiKey", key));
        }
        return make("/knowledge-bases/" + base + "/connectors", made);
    }

    static String text(String json, String field) {
        var found = Pattern.compile("\"%s\":\"([^\"]*)\"".formatted(field)).matcher(json);
        if (!found.find()) {
            throw new AssertionError("no %s in %s".formatted(field, json));
        }
        return found.group(1);
    }

    private static String good(APIResponse answer) {
        if (!answer.ok()) {
            throw new AssertionError("%s: %d %s".formatted(answer.url(), answer.status(), answer.text()));
        }
        return answer.text();
    }
}
