package dev.tributary.engine.web.access;

import dev.tributary.engine.identity.Caller;
import dev.tributary.engine.identity.FirstStart;
import dev.tributary.engine.identity.SignIn;
import dev.tributary.engine.identity.SignInOutcome;
import dev.tributary.engine.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@Tag(name = "Session", description = "Signing in and out")
class SessionController {
    private final SignIn signIn;
    private final FirstStart firstStart;

    SessionController(SignIn signIn, FirstStart firstStart) {
        this.signIn = signIn;
        this.firstStart = firstStart;
    }

    // JSON only: what a form of another site can send without asking first never gets here.
    @PostMapping(path = SessionCookie.PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Sign in with the browser; sets the session cookie")
    @SecurityRequirements
    Mono<ResponseEntity<Me>> open(@RequestBody SignInForm form, ServerHttpRequest request) {
        var valid = form.check();
        return firstStart
                .done()
                .then(signIn.signIn(valid.username(), valid.password(), address(request)))
                .map(outcome -> answer(outcome, request));
    }

    private static ResponseEntity<Me> answer(SignInOutcome outcome, ServerHttpRequest request) {
        return switch (outcome) {
            case SignInOutcome.SignedIn(var person, var session) ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .header(
                                HttpHeaders.SET_COOKIE,
                                SessionCookie.set(request, session).toString())
                        .body(Me.of(person, Optional.of(session)));
            case SignInOutcome.Refused() ->
                throw Problem.of(Problem.Kind.SIGN_IN_REFUSED, "The user name or the password is wrong.");
            case SignInOutcome.Throttled(var delay) ->
                throw Problem.throttled("Too many failed sign-ins; wait before the next try.", delay);
        };
    }

    private static String address(ServerHttpRequest request) {
        var remote = request.getRemoteAddress();
        return remote == null ? "unknown" : remote.getHostString();
    }

    @DeleteMapping(SessionCookie.PATH)
    @Operation(summary = "Sign out; an API token is not affected")
    Mono<ResponseEntity<Void>> close(ServerHttpRequest request) {
        return Caller.current()
                .ofType(Caller.Person.class)
                .flatMap(person -> SessionCookie.of(request)
                        .map(session -> signIn.signOut(person, session))
                        .orElseGet(Mono::empty))
                .thenReturn(ResponseEntity.noContent()
                        .header(
                                HttpHeaders.SET_COOKIE,
                                SessionCookie.clear(request).toString())
                        .build());
    }

    @GetMapping("/api/v1/me")
    @Operation(summary = "Who am I")
    Mono<Me> me(ServerHttpRequest request) {
        return Caller.current().map(caller -> Me.of(caller, SessionCookie.of(request)));
    }
}
