package dev.tributary.engine.identity;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The people who may sign in. Thread-safe. */
@Component
public final class Accounts {
    private static final String COLUMNS = "id, username, role, state, created_at, last_sign_in_at";

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Passwords passwords;
    private final Audit audit;
    private final Clock clock;

    Accounts(
            DatabaseClient database, TransactionalOperator transaction, Passwords passwords, Audit audit, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.passwords = passwords;
        this.audit = audit;
        this.clock = clock;
    }

    /** Empty when the name is taken, in whatever case. */
    public Mono<Account> create(Actor actor, AccountOrder order) {
        return passwords
                .hash(order.password())
                .flatMap(hash -> insert(order, hash))
                .delayUntil(account -> logCreation(actor, account))
                .as(transaction::transactional)
                .onErrorResume(DuplicateKeyException.class, taken -> Mono.empty());
    }

    private Mono<Account> insert(AccountOrder order, String hash) {
        return database.sql("INSERT INTO account (username, role, password_hash, created_at)"
                        + " VALUES (:username, :role, :hash, :now) RETURNING " + COLUMNS)
                .bind("username", order.username())
                .bind("role", order.role().code())
                .bind("hash", hash)
                .bind("now", clock.instant())
                .map(Accounts::account)
                .one();
    }

    /**
     * Makes the first account, an admin; empty when there are accounts already.
     *
     * @param generated whether nobody chose the password, so that somebody should
     */
    Mono<Account> createFirst(String username, Secret password, boolean generated) {
        return passwords
                .hash(password)
                .flatMap(hash -> database.sql(
                                "INSERT INTO account (username, role, password_hash, password_generated, created_at)"
                                        + " SELECT :username, 'admin', :hash, :generated, :now WHERE NOT EXISTS (SELECT FROM account)"
                                        + " ON CONFLICT DO NOTHING RETURNING " + COLUMNS)
                        .bind("username", username)
                        .bind("hash", hash)
                        .bind("generated", generated)
                        .bind("now", clock.instant())
                        .map(Accounts::account)
                        .one())
                .delayUntil(account -> logCreation(Actor.ENGINE, account))
                .as(transaction::transactional);
    }

    /** Makes an account without a password; empty when the name is taken. For a transaction that links it. */
    Mono<Account> createWithoutPassword(String username, Role role) {
        return database.sql("INSERT INTO account (username, role, created_at)"
                        + " VALUES (:username, :role, :now) ON CONFLICT DO NOTHING RETURNING " + COLUMNS)
                .bind("username", username)
                .bind("role", role.code())
                .bind("now", clock.instant())
                .map(Accounts::account)
                .one()
                .delayUntil(account -> logCreation(Actor.ENGINE, account));
    }

    private Mono<Void> logCreation(Actor actor, Account account) {
        return audit.record(
                actor,
                "account.create",
                "account:" + account.id(),
                Map.of("username", account.username(), "role", account.role().code()));
    }

    Mono<Boolean> exist() {
        return database.sql("SELECT EXISTS (SELECT FROM account) AS found")
                .map(row -> Columns.required(row, "found", Boolean.class))
                .one();
    }

    /** Empty for people without a password, and for those who are shut out: to others they look as if they were not there. */
    Mono<Credentials> credentials(String username) {
        return database.sql(
                        "SELECT id, username, role, password_hash FROM account"
                                + " WHERE lower(username) = lower(:username) AND state = 'active' AND password_hash IS NOT NULL")
                .bind("username", username)
                .map(row -> new Credentials(
                        new Caller.Person(
                                Columns.number(row, "id"), Columns.text(row, "username"), Columns.role(row, "role")),
                        Columns.text(row, "password_hash")))
                .one();
    }

    /** Whether the password is the one that was generated at the first start. */
    public Mono<Boolean> hasGeneratedPassword(long id) {
        return database.sql("SELECT password_generated FROM account WHERE id = :id")
                .bind("id", id)
                .map(row -> Columns.required(row, "password_generated", Boolean.class))
                .one();
    }

    public Mono<Account> find(long id) {
        return database.sql("SELECT " + COLUMNS + " FROM account WHERE id = :id")
                .bind("id", id)
                .map(Accounts::account)
                .one();
    }

    /** Accounts with an id above {@code after}, in the order of their creation, at most {@code count}. */
    public Flux<Account> after(long after, int count) {
        return database.sql("SELECT " + COLUMNS + " FROM account WHERE id > :after ORDER BY id LIMIT :count")
                .bind("after", after)
                .bind("count", count)
                .map(Accounts::account)
                .all();
    }

    private static Account account(Readable row) {
        return new Account(
                Columns.number(row, "id"),
                Columns.text(row, "username"),
                Columns.role(row, "role"),
                Account.State.of(Columns.text(row, "state")),
                Columns.required(row, "created_at", Instant.class),
                row.get("last_sign_in_at", Instant.class));
    }
}
