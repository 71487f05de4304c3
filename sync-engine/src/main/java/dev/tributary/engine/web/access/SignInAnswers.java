package dev.tributary.engine.web.access;

import dev.tributary.engine.identity.Accounts;
import dev.tributary.engine.identity.Sessions;
import dev.tributary.engine.identity.SignInOutcome;
import dev.tributary.engine.web.Problem;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a try with a password is answered. */
@Component
final class SignInAnswers {
    private final Sessions sessions;
    private final Accounts accounts;

    SignInAnswers(Sessions sessions, Accounts accounts) {
        this.sessions = sessions;
        this.accounts = accounts;
    }

    Mono<ResponseEntity<Me>> of(SignInOutcome outcome, HttpStatus success, ServerHttpRequest request) {
        return switch (outcome) {
            case SignInOutcome.SignedIn(var person, var session) ->
                accounts.hasGeneratedPassword(person.accountId())
                        .map(generated -> ResponseEntity.status(success)
                                .header(
                                        HttpHeaders.SET_COOKIE,
                                        SessionCookie.set(request, session, sessions.lifetime())
                                                .toString())
                                .body(Me.of(person, Optional.of(session), generated)));
            case SignInOutcome.Refused() ->
                Mono.error(Problem.of(Problem.Kind.SIGN_IN_REFUSED, "The user name or the password is wrong."));
            case SignInOutcome.Throttled(var delay) ->
                Mono.error(Problem.throttled("Too many failed sign-ins; wait before the next try.", delay));
        };
    }
}
