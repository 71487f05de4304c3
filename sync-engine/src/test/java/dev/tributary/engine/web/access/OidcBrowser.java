package dev.tributary.engine.web.access;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.tributary.engine.identity.oidc.FakeProvider;
import dev.tributary.engine.web.RunningEngine;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.util.UriComponentsBuilder;

/** A browser on its way to a provider and back. */
record OidcBrowser(RunningEngine engine, FakeProvider provider) {

    /** Where it was sent, with the cookie it was given. */
    record Begun(URI page, String cookie) {
        String state() {
            return query("state");
        }

        String query(String name) {
            return Objects.requireNonNull(UriComponentsBuilder.fromUri(page)
                    .build()
                    .getQueryParams()
                    .toSingleValueMap()
                    .get(name));
        }
    }

    /** Sets the provider up, as an admin does; returns its id. */
    String setUp(WebTestClient admin, Map<String, Object> order) {
        return Objects.requireNonNull(admin.post()
                        .uri("/api/v1/identity-providers")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(order)
                        .exchange()
                        .expectStatus()
                        .isCreated()
                        .expectBody(Id.class)
                        .returnResult()
                        .getResponseBody())
                .id();
    }

    private record Id(String id) {}

    Begun start(String id, String returnTo) {
        var answer = engine.client()
                .get()
                .uri("/oidc/{id}/start?returnTo={to}", id, returnTo)
                .exchange()
                .expectStatus()
                .isSeeOther()
                .returnResult(Void.class);
        var cookie = Objects.requireNonNull(answer.getResponseCookies().getFirst("tributary_oidc"));
        return new Begun(Objects.requireNonNull(answer.getResponseHeaders().getLocation()), cookie.getValue());
    }

    WebTestClient.ResponseSpec comeBack(String cookie, String state, String code) {
        return engine.client()
                .get()
                .uri("/oidc/callback?state={state}&code={code}", state, code)
                .cookie("tributary_oidc", cookie)
                .exchange();
    }

    /** All the way, signed in at the provider with these claims. */
    WebTestClient.ResponseSpec signIn(String id, Consumer<JWTClaimsSet.Builder> claims) {
        var begun = start(id, "/");
        var code = provider.signIn(begun.page(), FakeProvider.Signing.RIGHT, claims);
        return comeBack(begun.cookie(), begun.state(), code);
    }

    /** The session it has afterwards. */
    WebTestClient signedIn(String id, Consumer<JWTClaimsSet.Builder> claims) {
        var answer = signIn(id, claims).expectStatus().isSeeOther().returnResult(Void.class);
        var session = Objects.requireNonNull(answer.getResponseCookies().getFirst("tributary_session"));
        return engine.client()
                .mutate()
                .defaultCookie("tributary_session", session.getValue())
                .build();
    }
}
