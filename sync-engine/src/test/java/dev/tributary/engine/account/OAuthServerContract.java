package dev.tributary.engine.account;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.testkit.LoopbackServer;
import dev.tributary.connector.testkit.server.OAuthServer;
import dev.tributary.connector.testkit.server.OAuthServer.Refreshes;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the tests of accounts rely on in a provider: they prove nothing against one that is more lenient. */
interface OAuthServerContract {

    String SCOPE = "documents.read";
    String VERIFIER = "a-verifier-of-43-characters-or-more-0123456789";

    OAuthServer server();

    Browser browser();

    @Test
    default void grantsWhatAPersonAgreesToAndRefreshesItOncePerToken() throws Exception {
        var before = server().refreshes();
        var granted = granted(code(VERIFIER));
        assertThat(granted.path("expires_in").asInt()).isBetween(1, 5);
        assertThat(server().allows(granted.path("access_token").asString(), SCOPE))
                .isTrue();
        var old = granted.path("refresh_token").asString();
        var refreshed = refresh(old);
        assertThat(refreshed.path("refresh_token").asString()).isNotEmpty().isNotEqualTo(old);
        assertThat(server().allows(refreshed.path("access_token").asString(), SCOPE))
                .isTrue();
        assertThat(refresh(old).path("error").asString()).isEqualTo("invalid_grant");
        assertThat(server().refreshes()).isEqualTo(new Refreshes(before.granted() + 1, before.refused() + 1));
    }

    @Test
    default void endsEverythingThatAPersonTakesBack() throws Exception {
        var granted = granted(code(VERIFIER));
        server().revokeAll(OAuthServer.ALICE);
        assertThat(server().allows(granted.path("access_token").asString(), SCOPE))
                .isFalse();
        assertThat(refresh(granted.path("refresh_token").asString())
                        .path("error")
                        .asString())
                .isEqualTo("invalid_grant");
    }

    @Test
    default void givesNoTokenWithoutTheVerifierOfTheChallenge() throws Exception {
        assertThat(granted(code("another-verifier-of-43-characters-or-more-0123"))
                        .path("error")
                        .asString())
                .isEqualTo("invalid_grant");
    }

    /** Signs in as Alice; she is sent back to a server that is there for that moment, as an engine would be. */
    private Code code(String verifier) {
        try (var callback = new LoopbackServer(0, exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, -1);
            }
        })) {
            var redirect = callback.url() + "/oauth/callback";
            var authorize = UriComponentsBuilder.fromUri(server().endpoints().authorization())
                    .queryParam("response_type", "code")
                    .queryParam("client_id", OAuthServer.CLIENT.id())
                    .queryParam("redirect_uri", redirect)
                    .queryParam("scope", SCOPE)
                    .queryParam("state", "state")
                    .queryParam("code_challenge_method", "S256")
                    .queryParam("code_challenge", challenge(verifier));
            var back = browser().visit(page -> {
                page.navigate(authorize.toUriString());
                new SignInPages(server(), OAuthServer.ALICE).agree(page);
                return page.url();
            });
            var code = UriComponentsBuilder.fromUriString(back)
                    .build()
                    .getQueryParams()
                    .getFirst("code");
            return new Code(String.valueOf(code), redirect);
        }
    }

    private JsonNode granted(Code code) throws IOException, InterruptedException {
        return token(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code.code(),
                "redirect_uri",
                code.redirect(),
                "code_verifier",
                VERIFIER));
    }

    private JsonNode refresh(String token) throws IOException, InterruptedException {
        return token(Map.of("grant_type", "refresh_token", "refresh_token", token));
    }

    private JsonNode token(Map<String, String> form) throws IOException, InterruptedException {
        var client = OAuthServer.CLIENT;
        var basic = Base64.getEncoder().encodeToString((client.id() + ":" + client.secret()).getBytes(UTF_8));
        var request = HttpRequest.newBuilder(server().endpoints().token())
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.entrySet().stream()
                        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                        .collect(Collectors.joining("&"))))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return JsonMapper.shared()
                    .readTree(http.send(request, BodyHandlers.ofString()).body());
        }
    }

    private static String challenge(String verifier) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** What a browser brought back. */
    record Code(String code, String redirect) {}
}
