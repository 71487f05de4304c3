package dev.tributary.engine.web.access;

import dev.tributary.engine.identity.Accounts;
import dev.tributary.engine.identity.Caller;
import dev.tributary.engine.identity.FirstStart;
import dev.tributary.engine.identity.SignIn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
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
    private final SignInAnswers answers;
    private final Accounts accounts;

    SessionController(SignIn signIn, FirstStart firstStart, SignInAnswers answers, Accounts accounts) {
        this.signIn = signIn;
        this.firstStart = firstStart;
        this.answers = answers;
        this.accounts = accounts;
    }

    // JSON only: what a form of another site can send without asking first never gets here.
    @PostMapping(path = SessionCookie.PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Sign in with the browser; sets the session cookie")
    @SecurityRequirements
    Mono<ResponseEntity<Me>> open(@RequestBody SignInForm form, ServerHttpRequest request) {
        var valid = form.check();
        return firstStart
                .done()
                .then(signIn.signIn(valid.username(), valid.password(), Visits.of(request)))
                .flatMap(outcome -> answers.of(outcome, HttpStatus.CREATED, request));
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
        return Caller.current()
                .flatMap(caller -> accounts.hasGeneratedPassword(caller.accountId())
                        .map(generated -> Me.of(caller, SessionCookie.of(request), generated)));
    }
}
