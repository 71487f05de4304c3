package dev.tributary.engine.identity;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Signs in people whom an identity provider has vouched for. Their account is found by issuer and subject alone; a name that
 * is taken here is somebody else's, and a newcomer gets another. The role is the provider's word at every sign-in.
 * Thread-safe.
 */
@Component
public final class ExternalSignIn {
    private static final int NAMES = 9;
    private static final int LONGEST_NAME = 50;

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Parts parts;
    private final Clock clock;
    private final RandomGenerator random;

    /** Who does the single steps. */
    @Component
    record Parts(Accounts accounts, AccountChanges changes, Opening opening, Audit audit, Sessions sessions) {}

    ExternalSignIn(
            DatabaseClient database, TransactionalOperator transaction, Parts parts, Clock clock, SecretSource random) {
        this.database = database;
        this.transaction = transaction;
        this.parts = parts;
        this.clock = clock;
        this.random = random.generator();
    }

    public Mono<ExternalOutcome> signIn(ExternalPerson person, Visit visit) {
        return once(person, visit)
                .as(transaction::transactional)
                .retryWhen(Retry.max(1).filter(DuplicateKeyException.class::isInstance));
    }

    private Mono<ExternalOutcome> once(ExternalPerson person, Visit visit) {
        return linked(person.identity())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(account ->
                        account.map(known -> returning(person, known, visit)).orElseGet(() -> newcomer(person, visit)));
    }

    private Mono<Account> linked(ExternalPerson.Identity identity) {
        return database.sql("SELECT account_id FROM account_identity WHERE issuer = :issuer AND subject = :subject")
                .bind("issuer", identity.issuer())
                .bind("subject", identity.subject())
                .map(row -> Columns.number(row, "account_id"))
                .one()
                .flatMap(id -> database.sql("SELECT id FROM account WHERE id = :id FOR UPDATE")
                        .bind("id", id)
                        .then()
                        .then(parts.accounts.find(id)));
    }

    private Mono<ExternalOutcome> returning(ExternalPerson person, Account account, Visit visit) {
        if (account.state() == Account.State.DISABLED) {
            return refused(person, "account:" + account.id(), "disabled", visit)
                    .thenReturn(new ExternalOutcome.Disabled());
        }
        var follow = parts.changes.follow(new Actor(person.method()), account, person.role());
        return person.role()
                .map(role -> follow.then(open(person, account, role, visit)))
                .orElseGet(() -> follow.then(refused(person, "account:" + account.id(), "no role", visit))
                        .thenReturn(new ExternalOutcome.NoRole()));
    }

    private Mono<ExternalOutcome> newcomer(ExternalPerson person, Visit visit) {
        if (person.role().isEmpty()) {
            return refused(person, "account:unknown", "no role", visit).thenReturn(new ExternalOutcome.NoRole());
        }
        if (person.newcomers() == Newcomers.REFUSED) {
            return refused(person, "account:unknown", "no account", visit).thenReturn(new ExternalOutcome.NoAccount());
        }
        var role = person.role().get();
        return Flux.fromStream(() -> names(person.name()))
                .concatMap(name -> parts.accounts.createWithoutPassword(name, role), 0)
                .next()
                .delayUntil(account -> link(person, account))
                .flatMap(account -> open(person, account, role, visit));
    }

    private Stream<String> names(String wanted) {
        var name = wanted.length() > LONGEST_NAME ? wanted.substring(0, LONGEST_NAME) : wanted;
        return Stream.concat(
                Stream.concat(Stream.of(name), IntStream.rangeClosed(2, NAMES).mapToObj(i -> name + "-" + i)),
                Stream.generate(() -> "%s-%08x".formatted(name, random.nextInt()))
                        .limit(NAMES));
    }

    private Mono<Void> link(ExternalPerson person, Account account) {
        var identity = person.identity();
        return database.sql("INSERT INTO account_identity (issuer, subject, account_id, created_at)"
                        + " VALUES (:issuer, :subject, :account, :now)")
                .bind("issuer", identity.issuer())
                .bind("subject", identity.subject())
                .bind("account", account.id())
                .bind("now", clock.instant())
                .then()
                .then(parts.audit.record(
                        new Actor(person.method()),
                        "account.link",
                        "account:" + account.id(),
                        Map.of("issuer", identity.issuer(), "subject", identity.subject())));
    }

    private Mono<ExternalOutcome> open(ExternalPerson person, Account account, Role role, Visit visit) {
        var caller = new Caller.Person(account.id(), account.username(), role);
        return parts.opening
                .open(caller, person.method(), visit)
                .map(session -> new ExternalOutcome.SignedIn(caller, session));
    }

    private Mono<Void> refused(ExternalPerson person, String target, String reason, Visit visit) {
        return parts.audit.record(
                Actor.ANONYMOUS,
                "session.refuse",
                target,
                Map.of("address", visit.address(), "method", person.method(), "reason", reason));
    }

    /** Ends the sessions that began at a provider that is no longer trusted. For a transaction that takes it away. */
    public Mono<Void> endSessions(String method) {
        return parts.sessions.closeAll(method).then();
    }
}
