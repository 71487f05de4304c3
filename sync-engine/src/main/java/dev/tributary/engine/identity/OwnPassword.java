package dev.tributary.engine.identity;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets people change their password, once they have shown the old one. Thread-safe. */
@Component
public final class OwnPassword {
    private final SignInThrottle throttle;
    private final Accounts accounts;
    private final Passwords passwords;
    private final AccountChanges changes;
    private final Opening opening;

    OwnPassword(
            SignInThrottle throttle, Accounts accounts, Passwords passwords, AccountChanges changes, Opening opening) {
        this.throttle = throttle;
        this.accounts = accounts;
        this.passwords = passwords;
        this.changes = changes;
        this.opening = opening;
    }

    /** Ends all sessions and opens a new one. Wrong old passwords are slowed down like those at the sign-in. */
    public Mono<SignInOutcome> change(Caller.Person person, Secret old, Secret password, Visit visit) {
        return throttle.attempt(person.name(), visit.address())
                .flatMap(wait -> wait.<Mono<SignInOutcome>>map(delay -> Mono.just(new SignInOutcome.Throttled(delay)))
                        .orElseGet(() -> accounts.credentials(person.name())
                                .filterWhen(known -> passwords.matches(old, known.passwordHash()))
                                .<SignInOutcome>flatMap(known -> changed(person, password, visit))
                                .defaultIfEmpty(new SignInOutcome.Refused())));
    }

    private Mono<SignInOutcome> changed(Caller.Person person, Secret password, Visit visit) {
        return throttle.succeeded(person.name(), visit.address())
                .then(changes.changeOwnPassword(person, password))
                .then(opening.open(person, SignIn.METHOD, visit))
                .map(session -> new SignInOutcome.SignedIn(person, session));
    }
}
