package dev.tributary.engine.web.access;

import dev.tributary.engine.identity.Sessions;
import dev.tributary.engine.identity.oidc.Callback;
import dev.tributary.engine.identity.oidc.OidcOutcome;
import dev.tributary.engine.identity.oidc.OidcSignIn;
import dev.tributary.engine.identity.oidc.ProviderFailure;
import dev.tributary.engine.web.Problem;
import dev.tributary.engine.web.PublicUrl;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The two ends of a sign-in at an identity provider, for browsers. */
@RestController
class OidcController {
    static final String CALLBACK = "/oidc/callback";

    private static final Logger LOG = LoggerFactory.getLogger(OidcController.class);
    private static final BrowserCookie COOKIE = new BrowserCookie("tributary_oidc", "/oidc");

    private final OidcSignIn signIn;
    private final Sessions sessions;
    private final PublicUrl url;

    OidcController(OidcSignIn signIn, Sessions sessions, PublicUrl url) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.url = url;
    }

    @GetMapping("/oidc/{id}/start")
    Mono<ResponseEntity<String>> start(
            @PathVariable String id, @RequestParam(defaultValue = "/") String returnTo, ServerHttpRequest request) {
        var path = ReturnPath.checked(returnTo);
        return signIn.start(id, path, url.of(request, CALLBACK))
                .map(start -> redirect(start.to(), COOKIE.set(request, start.cookie(), OidcSignIn.PATIENCE)))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("identity provider", id)))
                .onErrorMap(ProviderFailure.class, failure -> {
                    LOG.warn("Nobody can sign in with identity provider {}: {}", id, failure.getMessage());
                    return Problem.of(
                            Problem.Kind.UNAVAILABLE,
                            "The identity provider cannot be used at the moment; try again, or tell an admin.");
                });
    }

    @GetMapping(CALLBACK)
    Mono<ResponseEntity<String>> callback(
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String error,
            @RequestParam(required = false) @Nullable String iss,
            ServerHttpRequest request) {
        var callback = new Callback(
                Optional.ofNullable(code),
                Optional.ofNullable(state),
                Optional.ofNullable(error),
                Optional.ofNullable(iss));
        return signIn.finish(COOKIE.of(request), callback, url.of(request, CALLBACK), Visits.of(request))
                .map(outcome -> answer(outcome, request));
    }

    private ResponseEntity<String> answer(OidcOutcome outcome, ServerHttpRequest request) {
        return switch (outcome) {
            case OidcOutcome.SignedIn(var _, var session, var returnTo) ->
                redirect(
                        URI.create(returnTo),
                        SessionCookie.set(request, session, sessions.lifetime()),
                        COOKIE.clear(request));
            case OidcOutcome.Refused(var reason, var message) -> refusal(reason, message, request);
        };
    }

    /** A person in front of a browser gets the sentence alone, a program the problem. */
    private static ResponseEntity<String> refusal(
            OidcOutcome.Reason reason, String message, ServerHttpRequest request) {
        var status = switch (reason) {
            case BROKEN -> HttpStatus.BAD_REQUEST;
            case PROVIDER -> HttpStatus.UNAUTHORIZED;
            case PERSON -> HttpStatus.FORBIDDEN;
        };
        if (!request.getHeaders().getAccept().contains(MediaType.TEXT_HTML)) {
            throw Problem.of(
                    switch (reason) {
                        case BROKEN -> Problem.Kind.BAD_REQUEST;
                        case PROVIDER -> Problem.Kind.SIGN_IN_REFUSED;
                        case PERSON -> Problem.Kind.FORBIDDEN;
                    },
                    message);
        }
        return ResponseEntity.status(status)
                .contentType(new MediaType("text", "plain", StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .body(message);
    }

    private static ResponseEntity<String> redirect(URI to, ResponseCookie... cookies) {
        var answer = ResponseEntity.status(HttpStatus.SEE_OTHER).location(to).cacheControl(CacheControl.noStore());
        for (var cookie : cookies) {
            answer.header(HttpHeaders.SET_COOKIE, cookie.toString());
        }
        return answer.build();
    }
}
