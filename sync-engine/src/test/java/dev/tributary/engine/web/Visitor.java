package dev.tributary.engine.web;

import dev.tributary.engine.identity.Account;
import dev.tributary.engine.identity.AccountOrder;
import dev.tributary.engine.identity.Accounts;
import dev.tributary.engine.identity.Actor;
import dev.tributary.engine.identity.ApiTokens;
import dev.tributary.engine.identity.Caller;
import dev.tributary.engine.identity.IssuedToken;
import dev.tributary.engine.identity.Role;
import dev.tributary.engine.identity.Secret;
import dev.tributary.engine.identity.TokenOrder;
import dev.tributary.engine.identity.TokenScope;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

/** People and programs who visit a running engine. */
public record Visitor(RunningEngine engine) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A session in a browser: the cookie, and the CSRF token that goes with it. */
    public record Browser(String cookie, String csrf) {}

    public WebTestClient.ResponseSpec signIn(String username, String password) {
        return engine.client()
                .post()
                .uri("/api/v1/session")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("username", username, "password", password))
                .exchange();
    }

    public Browser browser(String username, String password) {
        EntityExchangeResult<Map<String, String>> answer = signIn(username, password)
                .expectStatus()
                .isCreated()
                .expectBody(new ParameterizedTypeReference<Map<String, String>>() {})
                .returnResult();
        var cookie = Objects.requireNonNull(answer.getResponseCookies().getFirst("tributary_session"));
        var body = Objects.requireNonNull(answer.getResponseBody());
        return new Browser(cookie.getValue(), Objects.requireNonNull(body.get("csrfToken")));
    }

    public WebTestClient with(Browser browser) {
        return engine.client()
                .mutate()
                .defaultCookie("tributary_session", browser.cookie())
                .defaultHeader("X-CSRF-Token", browser.csrf())
                .build();
    }

    public WebTestClient withoutCsrf(Browser browser) {
        return engine.client()
                .mutate()
                .defaultCookie("tributary_session", browser.cookie())
                .build();
    }

    public WebTestClient bearer(String token) {
        return engine.client()
                .mutate()
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .build();
    }

    /** A program whose token has this role, made by a new admin. */
    public WebTestClient program(Role role) {
        return bearer(
                token(account(Role.ADMIN), role, Optional.empty()).secret().text());
    }

    public Account account(Role role) {
        var name = "p" + UUID.randomUUID();
        return await(engine.bean(Accounts.class)
                .create(Actor.ENGINE, new AccountOrder(name, role, new Secret(RunningEngine.PASSWORD))));
    }

    public IssuedToken token(Account maker, Role role, Optional<Instant> expiresAt) {
        return await(engine.bean(ApiTokens.class)
                .issue(
                        new Caller.Person(maker.id(), maker.username(), maker.role()),
                        new TokenOrder("robot", role, TokenScope.EVERYTHING, expiresAt)));
    }

    public static <T> T await(Mono<T> answer) {
        return Objects.requireNonNull(answer.block(PATIENCE), "no answer");
    }
}
