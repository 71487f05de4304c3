package dev.tributary.connector.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON over HTTP to a server under a test's control: whatever is not a success is a mistake of the test. */
final class Exchange implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();

    JsonNode get(String url, String... headers) {
        return send(request(url, headers).GET());
    }

    JsonNode delete(String url, String... headers) {
        return send(request(url, headers).DELETE());
    }

    JsonNode post(String url, Map<String, String> form, String... headers) {
        var encoded = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(url, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded)));
    }

    private static String basic(OAuthServer.Client client) {
        return "Basic " + Base64.getEncoder().encodeToString((client.id() + ":" + client.secret()).getBytes(UTF_8));
    }

    /** Reads the discovery document of OpenID Connect. */
    OAuthServer.Endpoints discover(String issuer) {
        var found = get(issuer + "/.well-known/openid-configuration");
        return new OAuthServer.Endpoints(
                uri(found, "authorization_endpoint"),
                uri(found, "token_endpoint"),
                uri(found, "revocation_endpoint"),
                uri(found, "introspection_endpoint"),
                uri(found, "device_authorization_endpoint"),
                uri(found, "userinfo_endpoint"));
    }

    /** Asks the introspection endpoint. */
    boolean allows(OAuthServer.Endpoints endpoints, String token, String scope) {
        var found = post(
                endpoints.introspection().toString(),
                Map.of("token", token),
                "Authorization",
                basic(OAuthServer.CLIENT));
        return found.path("active").asBoolean()
                && List.of(found.path("scope").asString("").split(" ", -1)).contains(scope);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private static HttpRequest.Builder request(String url, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private JsonNode send(HttpRequest.Builder builder) {
        var request = builder.build();
        try {
            var response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException("%s %s answered %d: %s"
                        .formatted(request.method(), request.uri(), response.statusCode(), response.body()));
            }
            return JsonMapper.shared().readTree(response.body().isEmpty() ? "null" : response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted during " + request, e);
        }
    }

    private static URI uri(JsonNode document, String name) {
        return URI.create(document.path(name).asString());
    }
}
