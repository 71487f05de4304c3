package dev.tributary.engine.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.web.util.UriComponentsBuilder;

/** Gives an engine a secret of every kind, and lets it use each, in vain too. All begin in a way that nothing else does. */
final class EverySecret implements AutoCloseable {

    /** Of this run alone: a constant would be in the class files of tests, which the engine reads as it looks for beans. */
    private final String mark = "c4n4ry-" + UUID.randomUUID();

    final String password = mark + "-password-of-the-first-start";
    final String newPassword = mark + "-password-that-was-chosen";
    private final String key = mark + "-key-that-was-pasted";
    private final String rejectedKey = mark + "-key-that-was-only-checked";
    private final String nextKey = mark + "-key-that-took-its-place";
    private final String clientSecret = mark + "-secret-of-the-client";
    private final String loginSecret = mark + "-secret-of-the-login";
    private final String serviceSecret = mark + "-secret-of-the-service-account";
    private final String refusedSecret = mark + "-secret-of-a-refused-client";
    private final String wrongPassword = mark + "-password-that-was-wrong";
    private final String othersPassword = mark + "-password-of-somebody-else";

    final FakeProvider provider = new FakeProvider();
    private final dev.tributary.engine.identity.oidc.FakeProvider login =
            new dev.tributary.engine.identity.oidc.FakeProvider(Clock.systemUTC());
    private final AtomicBoolean complains = new AtomicBoolean();
    private final HttpServer source;
    private final Map<String, String> made = new ConcurrentHashMap<>();
    private final Set<String> passing = ConcurrentHashMap.newKeySet();

    EverySecret() throws IOException {
        source = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        source.createContext("/", exchange -> {
            var sent = exchange.getRequestHeaders().getFirst("Authorization");
            var body = complains.get() ? "complaint: you are not welcome with '%s'".formatted(sent) : "[]";
            try (exchange) {
                exchange.sendResponseHeaders(200, body.length());
                exchange.getResponseBody().write(body.getBytes(UTF_8));
            }
        });
        source.start();
    }

    /** Tells the engine all secrets, and has it use them. */
    void tell(Talk talk) throws InterruptedException {
        talk.signIn(password);
        made.put("first session", talk.session());
        talk.enter("/api/v1/me/password", Map.of("oldPassword", password, "newPassword", newPassword), 200);
        made.put("session", talk.session());
        made.put("csrf", talk.csrf());
        tellOfPasswords(talk);
        tellOfToken(talk);
        tellOfSignIn(talk);
        var kb = talk.post("/api/v1/knowledge-bases", Map.of("name", "Canaries"))
                .expecting(201)
                .id();
        tellOfKey(talk, kb);
        tellOfAccount(talk, kb);
    }

    private void tellOfPasswords(Talk talk) {
        talk.post("/api/v1/session", Map.of("username", "admin", "password", wrongPassword))
                .expecting(401);
        talk.post("/api/v1/accounts", Map.of("username", "bea", "role", "viewer", "password", othersPassword))
                .expecting(201);
    }

    private void tellOfToken(Talk talk) {
        var token = talk.postForSecret("/api/v1/tokens", Map.of("name", "robot", "role", "viewer"))
                .expecting(201)
                .json()
                .path("token")
                .asString();
        made.put("token", token);
        talk.getWith(token, "/api/v1/knowledge-bases").expecting(200);
        talk.getWith(token + "x", "/api/v1/knowledge-bases").expecting(401);
    }

    private void tellOfSignIn(Talk talk) {
        var order = Map.of(
                "name",
                "Login",
                "issuer",
                login.issuer(),
                "clientId",
                dev.tributary.engine.identity.oidc.FakeProvider.CLIENT,
                "clientSecret",
                loginSecret,
                "defaultRole",
                "viewer");
        var id = talk.post("/api/v1/identity-providers", order).expecting(201).id();
        var back = talk.roundTrip("/oidc/%s/start?returnTo=/".formatted(id), this::signedIn);
        assertThat(back.location()).isEqualTo("/");
        passing.add(talk.roundTripCookie());
        passing.addAll(login.exchanged());
        talk.get("/api/v1/identity-providers/" + id).expecting(200);
    }

    private String signedIn(String page) {
        var state = asked(page, "state");
        passing.addAll(List.of(state, asked(page, "nonce")));
        var code =
                login.signIn(URI.create(page), dev.tributary.engine.identity.oidc.FakeProvider.Signing.RIGHT, _ -> {});
        return "/oidc/callback?state=%s&code=%s".formatted(state, code);
    }

    private static String asked(String page, String name) {
        return Objects.requireNonNull(
                UriComponentsBuilder.fromUriString(page)
                        .build()
                        .getQueryParams()
                        .getFirst(name),
                name);
    }

    private void tellOfKey(Talk talk, String kb) {
        complains.set(true);
        var config = Map.of("url", "http://127.0.0.1:" + source.getAddress().getPort() + "/");
        talk.post(
                        "/api/v1/connector-types/key_test/check",
                        Map.of("secrets", Map.of("apiKey", rejectedKey), "config", config))
                .expecting(422);
        complains.set(false);
        var order = Map.of(
                "type",
                "key_test",
                "secrets",
                Map.of("apiKey", key),
                "config",
                config,
                "schedule",
                Map.of("manual", true));
        var connector = talk.post("/api/v1/knowledge-bases/%s/connectors".formatted(kb), order)
                .expecting(201)
                .id();
        made.put("connector", connector);
        run(talk, connector);
        complains.set(true);
        run(talk, connector);
        var replacing = Map.of("secrets", Map.of("apiKey", nextKey));
        talk.patch("/api/v1/connectors/" + connector, replacing).expecting(422);
        complains.set(false);
        talk.patch("/api/v1/connectors/" + connector, replacing).expecting(200);
        run(talk, connector);
    }

    private void tellOfAccount(Talk talk, String kb) throws InterruptedException {
        var client = Map.of("clientId", "me", "clientSecret", clientSecret);
        talk.put("/api/v1/oauth/clients/fake", client);
        var account = talk.get(provider.consent(begin(talk), "ann")).location().replaceFirst(".*credentialId=", "");
        var order = Map.of(
                "type",
                AccountConnector.TYPE,
                "credentialId",
                account,
                "config",
                Map.of("url", provider.at("/documents")),
                "schedule",
                Map.of("manual", true));
        var connector = talk.post("/api/v1/knowledge-bases/%s/connectors".formatted(kb), order)
                .expecting(201)
                .id();
        made.put("account connector", connector);
        run(talk, connector);
        provider.forgetAccessTokens();
        run(talk, connector);
        begin(talk);
        talk.post("/api/v1/oauth/fake/device", Map.of()).expecting(202);
        passing.addAll(provider.verifiers());
        tellOfServiceAccount(talk);
    }

    /** Begins to connect an account; where the browser is to go. */
    private String begin(Talk talk) {
        var page = talk.postForSecret(
                        "/api/v1/oauth/fake/authorize", Map.of("returnTo", "/done", "type", AccountConnector.TYPE))
                .expecting(200)
                .json()
                .path("url")
                .asString();
        passing.add(asked(page, "state"));
        return page;
    }

    private void tellOfServiceAccount(Talk talk) {
        talk.post("/api/v1/credentials", serviceAccount(serviceSecret)).expecting(201);
        provider.error = "invalid_client";
        talk.post("/api/v1/credentials", serviceAccount(refusedSecret)).expecting(422);
        provider.error = "";
    }

    private static Map<String, String> serviceAccount(String secret) {
        return Map.of("provider", "fake", "grant", "clientCredentials", "clientId", "robot", "clientSecret", secret);
    }

    /** Looks at all that could show a secret. */
    void look(Talk talk) {
        var paths = new ArrayList<>(List.of(
                "/api/v1/me",
                "/api/v1/me/sessions",
                "/api/v1/tokens",
                "/api/v1/accounts",
                "/api/v1/audit",
                "/api/v1/audit/export",
                "/api/v1/credentials",
                "/api/v1/oauth/providers",
                "/api/v1/oauth/clients/fake",
                "/api/v1/identity-providers",
                "/api/v1/sign-in-methods",
                "/api/v1/settings/encryption",
                "/api/v1/doctor",
                "/api/v1/status",
                "/api/v1/connector-types",
                "/api/v1/knowledge-bases",
                "/actuator/health",
                "/actuator/prometheus",
                "/actuator/env",
                "/actuator/heapdump",
                "/openapi.json"));
        for (var name : List.of("connector", "account connector")) {
            var connector = "/api/v1/connectors/" + made(name);
            paths.addAll(List.of(connector, connector + "/runs", connector + "/documents"));
            talk.get(connector + "/runs").json().path("items").forEach(run -> {
                paths.add("/api/v1/runs/" + run.path("id").asString());
                paths.add("/api/v1/runs/%s/documents".formatted(run.path("id").asString()));
            });
        }
        paths.forEach(talk::get);
    }

    /** Texts that begin or are the secrets: none may be found in what people can get at. */
    List<String> canaries() {
        var all = new ArrayList<>(passing);
        all.addAll(List.of(
                mark,
                provider.mark("acc3ss"),
                provider.mark("r3fresh"),
                provider.mark("d3vice"),
                provider.mark("c0de"),
                login.mark(),
                made("token"),
                made("session"),
                made("first session")));
        return all;
    }

    private String made(String name) {
        return Objects.requireNonNull(made.get(name), name);
    }

    /** All but what the process was started with, which it keeps. */
    List<String> usedUp() {
        var all = new ArrayList<>(canaries());
        all.remove(mark);
        all.addAll(List.of(
                newPassword,
                key,
                rejectedKey,
                nextKey,
                clientSecret,
                loginSecret,
                serviceSecret,
                refusedSecret,
                wrongPassword,
                othersPassword,
                made("csrf")));
        return all;
    }

    /** Runs it to its end, whatever that is. */
    private static void run(Talk talk, String connector) {
        var answer = talk.post("/api/v1/connectors/%s/runs".formatted(connector), Map.of("kind", "full"));
        var id = answer.status() == 202
                ? answer.id()
                : talk.get("/api/v1/connectors/%s/runs".formatted(connector))
                        .json()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asString();
        talk.get("/api/v1/runs/%s/events".formatted(id));
    }

    @Override
    public void close() {
        source.stop(0);
        login.close();
        provider.close();
    }
}
