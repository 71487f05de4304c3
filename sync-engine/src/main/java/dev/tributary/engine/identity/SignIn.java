package dev.tributary.engine.identity;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Signs people in and out. Thread-safe. */
@Component
public final class SignIn {
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

    /** Opens a session; the address of the request is for the throttle and the audit log. */
    public Mono<SignInOutcome> signIn(String username, Secret password, String address) {
        return Mono.defer(() -> throttle.attempt(username, address)
                .<Mono<SignInOutcome>>map(wait -> Mono.just(new SignInOutcome.Throttled(wait)))
                .orElseGet(() -> compare(username, password, address)));
    }

    private Mono<SignInOutcome> compare(String username, Secret password, String address) {
        return accounts.credentials(username)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(found -> found.map(known -> passwords.matches(password, known.passwordHash()))
                        .orElseGet(() -> passwords.matchesNobody(password))
                        .flatMap(matches -> matches
                                ? signedIn(found.orElseThrow().person(), username, address)
                                : refused(found.map(Credentials::person), address)));
    }

    private Mono<SignInOutcome> signedIn(Caller.Person person, String username, String address) {
        throttle.succeeded(username, address);
        return opening.open(person, address).map(session -> new SignInOutcome.SignedIn(person, session));
    }

    /** An unknown name is not written down: people type passwords into the wrong field. */
    private Mono<SignInOutcome> refused(Optional<Caller.Person> known, String address) {
        var target = known.map(Caller.Person::key).orElse("account:unknown");
        return audit.record(Actor.ANONYMOUS, "session.refuse", target, Map.of("address", address))
                .thenReturn(new SignInOutcome.Refused());
    }

    public Mono<Void> signOut(Caller.Person person, Secret session) {
        return opening.close(person, session);
    }

    /** Opens and closes sessions, each in one transaction with its entry in the audit log. */
    @Component
    static final class Opening {
        private final DatabaseClient database;
        private final TransactionalOperator transaction;
        private final Sessions sessions;
        private final Audit audit;
        private final Clock clock;

        Opening(
                DatabaseClient database,
                TransactionalOperator transaction,
                Sessions sessions,
                Audit audit,
                Clock clock) {
            this.database = database;
            this.transaction = transaction;
            this.sessions = sessions;
            this.audit = audit;
            this.clock = clock;
        }

        Mono<Secret> open(Caller.Person person, String address) {
            return database.sql("UPDATE account SET last_sign_in_at = :now WHERE id = :id")
                    .bind("now", clock.instant())
                    .bind("id", person.accountId())
                    .then()
                    .then(sessions.open(person.accountId()))
                    .delayUntil(session ->
                            audit.record(person.actor(), "session.open", person.key(), Map.of("address", address)))
                    .as(transaction::transactional);
        }

        Mono<Void> close(Caller.Person person, Secret session) {
            return sessions.close(session)
                    .then(audit.record(person.actor(), "session.close", person.key(), Map.of()))
                    .as(transaction::transactional);
        }
    }
}
