package dev.tributary.connector.testkit.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** A real Keycloak with the realm {@code tributary} and its database in memory. */
public final class KeycloakServer implements OAuthServer {

    private static final String HOME = "keycloak.home";
    private static final Client ADMIN = new Client("admin", "admin-password");
    private static final String REALM = "tributary";

    private final Exchange exchange = new Exchange();
    private final ProcessGroup process;
    private final String url;
    private final Endpoints endpoints;

    private KeycloakServer(ProcessGroup process, String url) {
        this.process = process;
        this.url = url;
        this.endpoints = exchange.discover(issuer());
    }

    /** Starts one, or skips the test in a build without the profile that unpacks it. */
    public static KeycloakServer start() {
        var home = System.getProperty(HOME, "");
        assumeTrue(!home.isEmpty(), "Keycloak is not there: run ./mvnw verify -Pkeycloak");
        try {
            return start(Path.of(home), freePort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String issuer() {
        return url + "/realms/" + REALM;
    }

    @Override
    public Endpoints endpoints() {
        return endpoints;
    }

    @Override
    public boolean allows(String accessToken, String scope) {
        return !accessToken.isEmpty() && exchange.allows(endpoints, accessToken, scope);
    }

    @Override
    public Refreshes refreshes() {
        return new Refreshes(events("REFRESH_TOKEN"), events("REFRESH_TOKEN_ERROR"));
    }

    @Override
    public void revokeAll(Person person) {
        var users = administered("/users");
        var found = exchange.get(users + "?exact=true&username=" + person.name(), authorization());
        var user = users + "/" + found.path(0).path("id").asString();
        for (var consent : exchange.get(user + "/consents", authorization())) {
            exchange.delete(user + "/consents/" + consent.path("clientId").asString(), authorization());
        }
        exchange.post(user + "/logout", Map.of(), authorization());
    }

    @Override
    public void close() {
        process.close();
        exchange.close();
    }

    private long events(String type) {
        return exchange.get(administered("/events?max=10000&type=" + type), authorization())
                .size();
    }

    private String administered(String path) {
        return url + "/admin/realms/" + REALM + path;
    }

    /** Anew for each call: an admin's token lives for a minute only. */
    private String[] authorization() {
        JsonNode token = exchange.post(
                url + "/realms/master/protocol/openid-connect/token",
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        ADMIN.id(),
                        "password",
                        ADMIN.secret()));
        return new String[] {
            "Authorization", "Bearer " + token.path("access_token").asString()
        };
    }

    private static KeycloakServer start(Path home, int port) throws IOException {
        importRealm(home);
        var command = List.of(
                home.resolve("bin/kc.sh").toString(),
                "start-dev",
                "--import-realm",
                "--db=dev-mem",
                "--cache=local",
                "--http-host=127.0.0.1",
                "--http-port=" + port);
        var environment = Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN.id(),
                "KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN.secret());
        var process = ProcessGroup.start(
                command, environment, "Listening on: http", Files.createTempFile("keycloak", ".log"));
        return new KeycloakServer(process, "http://localhost:" + port);
    }

    private static void importRealm(Path home) throws IOException {
        var directory = Files.createDirectories(home.resolve("data/import"));
        try (var realm = KeycloakServer.class.getResourceAsStream("keycloak-realm.json")) {
            Files.write(
                    directory.resolve("tributary-realm.json"),
                    Objects.requireNonNull(realm).readAllBytes());
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
