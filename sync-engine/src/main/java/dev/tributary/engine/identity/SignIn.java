package dev.tributary.engine.identity;

import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Signs people in with a password, and out. Thread-safe. */
@Component
public final class SignIn {
    /** How sessions are marked that began with a password. */
    static final String METHOD = "password";

    private final Accounts accounts;
    private final Passwords passwords;
    private final SignInThrottle throttle;
    private final Opening opening;
    private final Audit audit;

    SignIn(Accounts accounts, Passwords passwords, SignInThrottle throttle, Opening opening, Audit audit) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
        this.opening = opening;
        this.audit = audit;
    }

    /** Opens a session. */
    public Mono<SignInOutcome> signIn(String username, Secret password, Visit visit) {
        return throttle.attempt(username, visit.address())
                .flatMap(wait -> wait.<Mono<SignInOutcome>>map(delay -> Mono.just(new SignInOutcome.Throttled(delay)))
                        .orElseGet(() -> compare(username, password, visit)));
    }

    private Mono<SignInOutcome> compare(String username, Secret password, Visit visit) {
        return accounts.credentials(username)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(found -> found.map(known -> passwords.matches(password, known.passwordHash()))
                        .orElseGet(() -> passwords.matchesNobody(password))
                        .flatMap(matches -> matches
                                ? signedIn(found.orElseThrow().person(), username, visit)
                                : refused(found.map(Credentials::person), visit)));
    }

    private Mono<SignInOutcome> signedIn(Caller.Person person, String username, Visit visit) {
        return throttle.succeeded(username, visit.address())
                .then(opening.open(person, METHOD, visit))
                .map(session -> new SignInOutcome.SignedIn(person, session));
    }

    /** An unknown name is not written down: people type passwords into the wrong field. */
    private Mono<SignInOutcome> refused(Optional<Caller.Person> known, Visit visit) {
        var target = known.map(Caller.Person::key).orElse("account:unknown");
        return audit.record(Actor.ANONYMOUS, "session.refuse", target, Map.of("address", visit.address()))
                .thenReturn(new SignInOutcome.Refused());
    }

    public Mono<Void> signOut(Caller.Person person, Secret session) {
        return opening.close(person, session);
    }
}
