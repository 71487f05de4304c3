package dev.tributary.engine.web.access;

import dev.tributary.engine.identity.Caller;
import dev.tributary.engine.identity.OwnPassword;
import dev.tributary.engine.identity.PasswordRules;
import dev.tributary.engine.identity.Secret;
import dev.tributary.engine.identity.SessionEnds;
import dev.tributary.engine.identity.SignInOutcome;
import dev.tributary.engine.web.FieldErrors;
import dev.tributary.engine.web.Page;
import dev.tributary.engine.web.Problem;
import dev.tributary.engine.web.PublicId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/me")
@Tag(name = "Session", description = "Signing in and out")
class OwnSessionController {
    /** Where a password is changed: the answer sets a cookie. */
    static final String PASSWORD = "/api/v1/me/password";

    private final SessionEnds sessions;
    private final OwnPassword password;
    private final PasswordRules rules;
    private final SignInAnswers answers;

    OwnSessionController(SessionEnds sessions, OwnPassword password, PasswordRules rules, SignInAnswers answers) {
        this.sessions = sessions;
        this.password = password;
        this.rules = rules;
        this.answers = answers;
    }

    @GetMapping("/sessions")
    @Operation(summary = "List your sessions, the youngest first, on one page")
    Mono<Page<SessionView>> list(ServerHttpRequest request) {
        return person().flatMap(person -> sessions.of(person.accountId(), SessionCookie.of(request))
                .map(SessionView::of)
                .collectList()
                .map(all -> new Page<>(all, null)));
    }

    @DeleteMapping("/sessions")
    @Operation(summary = "Sign out everywhere, here too")
    Mono<ResponseEntity<Void>> endAll(ServerHttpRequest request) {
        return person().flatMap(person -> sessions.endAll(person.actor(), person.accountId()))
                .thenReturn(ResponseEntity.noContent()
                        .header(
                                HttpHeaders.SET_COOKIE,
                                SessionCookie.clear(request).toString())
                        .build());
    }

    @DeleteMapping("/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End one of your sessions")
    Mono<Void> end(@PathVariable String id) {
        var number = PublicId.parse("session", id);
        return person().flatMap(person -> sessions.end(person.actor(), person.accountId(), number))
                .filter(ended -> ended)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("session", id)))
                .then();
    }

    @PostMapping(path = "/password", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Change your password; ends all your sessions and opens a new one here")
    Mono<ResponseEntity<Me>> change(@RequestBody PasswordForm form, ServerHttpRequest request) {
        return person().flatMap(person -> {
            var valid = form.check(rules, person.name());
            return password.change(person, valid.old, valid.chosen, Visits.of(request))
                    .flatMap(outcome -> outcome instanceof SignInOutcome.Refused
                            ? Mono.error(Problem.invalid("oldPassword", "is not your password"))
                            : answers.of(outcome, HttpStatus.OK, request));
        });
    }

    private static Mono<Caller.Person> person() {
        return Caller.current()
                .ofType(Caller.Person.class)
                .switchIfEmpty(Mono.error(() -> Problem.of(
                        Problem.Kind.FORBIDDEN, "This is for people; an API token has no sessions and no password.")));
    }

    @Schema(
            name = "PasswordChange",
            requiredProperties = {"oldPassword", "newPassword"})
    record PasswordForm(
            @Schema(format = "password") @Nullable String oldPassword,
            @Schema(format = "password") @Nullable String newPassword) {

        /** The two, checked. */
        record Valid(Secret old, Secret chosen) {}

        Valid check(PasswordRules rules, String username) {
            var errors = new FieldErrors();
            if (oldPassword == null || oldPassword.isEmpty() || oldPassword.length() > PasswordRules.LONGEST) {
                errors.add("oldPassword", "is needed");
            }
            rules.refusal(newPassword == null ? "" : newPassword, username)
                    .ifPresent(reason -> errors.add("newPassword", reason));
            errors.orThrow();
            return new Valid(
                    new Secret(Objects.requireNonNull(oldPassword)), new Secret(Objects.requireNonNull(newPassword)));
        }

        @Override
        public String toString() {
            return "PasswordForm[***]";
        }
    }
}
