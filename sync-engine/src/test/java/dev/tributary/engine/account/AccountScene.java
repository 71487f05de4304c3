package dev.tributary.engine.account;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import dev.tributary.connector.testkit.emulator.EmulatorOAuthConnector;
import dev.tributary.connector.testkit.emulator.SourceEmulator;
import dev.tributary.connector.testkit.server.OAuthServer;
import dev.tributary.engine.web.LiveEngine;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person, an engine and a provider. */
record AccountScene(LiveEngine engine, OAuthServer server, Browser browser) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Alice connects her account in a browser; returns its id. */
    String connect(Map<String, String> more) {
        return browser.visit(page -> {
            page.navigate(authorization(page, more));
            new SignInPages(server, OAuthServer.ALICE).agree(page);
            page.waitForCondition(() -> !page.url().contains(Consents.CALLBACK));
            var back = UriComponentsBuilder.fromUriString(page.url()).build();
            return Objects.requireNonNull(back.getQueryParams().getFirst("credentialId"), page::url);
        });
    }

    private String authorization(Page page, Map<String, String> more) {
        var session = post(page, "/api/v1/session", Map.of("username", "admin", "password", LiveEngine.PASSWORD), "");
        var order = new HashMap<>(more);
        order.putAll(Map.of("returnTo", "/actuator/health", "type", "emulator_oauth"));
        return post(
                        page,
                        "/api/v1/oauth/emulator/authorize",
                        order,
                        session.path("csrfToken").asString())
                .path("url")
                .asString();
    }

    /** In the browser's own name: with its cookies. */
    private JsonNode post(Page page, String path, Map<String, String> body, String csrf) {
        APIResponse answer = page.request()
                .post(
                        engine.url() + path,
                        RequestOptions.create()
                                .setHeader("Content-Type", "application/json")
                                .setHeader("X-CSRF-Token", csrf)
                                .setData(JSON.writeValueAsString(body)));
        if (!answer.ok()) {
            throw new AssertionError("%s answered %d: %s".formatted(path, answer.status(), answer.text()));
        }
        return JSON.readTree(answer.text());
    }

    /** A source that takes good tokens of the provider only. */
    SourceEmulator guarded(SourceEmulator source) {
        source.requireToken(token -> server.allows(token, EmulatorOAuthConnector.SCOPE));
        return source;
    }

    /** Adds a connector that syncs when it is told to, and returns its id. */
    String connector(SourceEmulator source, int pageSize, String credential) {
        var kb = engine.postJson(201, "{\"name\": \"%s\"}".formatted(UUID.randomUUID()), "/api/v1/knowledge-bases");
        return engine.postJson(
                        201,
                        JSON.writeValueAsString(order(source, pageSize, credential)),
                        "/api/v1/knowledge-bases/{kb}/connectors",
                        kb.path("id").asString())
                .path("id")
                .asString();
    }

    /** What a connector is made of that syncs when it is told to. */
    static Map<String, ?> order(SourceEmulator source, int pageSize, String credential) {
        return Map.of(
                "type",
                "emulator_oauth",
                "name",
                "Corpus",
                "credentialId",
                credential,
                "config",
                Map.of("url", source.url(), "pageSize", Integer.toString(pageSize)),
                "schedule",
                Map.of("manual", true));
    }

    JsonNode show(String connector) {
        return engine.get("/api/v1/connectors/{id}", connector);
    }

    JsonNode account(String id) {
        for (var account : engine.get("/api/v1/credentials?provider=emulator").path("items")) {
            if (account.path("id").asString().equals(id)) {
                return account;
            }
        }
        throw new AssertionError("There is no account " + id);
    }

    /** How many runs the connector has had. */
    int runs(String connector) {
        return engine.get("/api/v1/connectors/{id}/runs", connector)
                .path("items")
                .size();
    }

    /** The newest run of the connector, once it has ended. */
    JsonNode newest(String connector) {
        var runs = engine.get("/api/v1/connectors/{id}/runs", connector).path("items");
        return engine.ended(runs.path(0).path("id").asString());
    }
}
