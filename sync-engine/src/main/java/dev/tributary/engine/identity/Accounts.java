package dev.tributary.engine.identity;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The people who may sign in. What a change takes away is gone with the next request. Thread-safe. */
@Component
public final class Accounts {
    private static final String COLUMNS = "id, username, role, created_at, last_sign_in_at";

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
                .delayUntil(account -> audit.record(
                        actor,
                        "account.create",
                        "account:" + account.id(),
                        Map.of(
                                "username",
                                order.username(),
                                "role",
                                order.role().code())))
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

    /** Makes the first account, an admin; empty when there are accounts already. */
    Mono<Account> createFirst(String username, Secret password) {
        return passwords
                .hash(password)
                .flatMap(hash -> database.sql("INSERT INTO account (username, role, password_hash, created_at)"
                                + " SELECT :username, 'admin', :hash, :now WHERE NOT EXISTS (SELECT FROM account)"
                                + " ON CONFLICT DO NOTHING RETURNING " + COLUMNS)
                        .bind("username", username)
                        .bind("hash", hash)
                        .bind("now", clock.instant())
                        .map(Accounts::account)
                        .one())
                .delayUntil(account -> audit.record(
                        Actor.ENGINE,
                        "account.create",
                        "account:" + account.id(),
                        Map.of("username", username, "role", Role.ADMIN.code())))
                .as(transaction::transactional);
    }

    Mono<Boolean> exist() {
        return database.sql("SELECT EXISTS (SELECT FROM account) AS found")
                .map(row -> Columns.required(row, "found", Boolean.class))
                .one();
    }

    Mono<Credentials> credentials(String username) {
        return database.sql("SELECT id, username, role, password_hash FROM account"
                        + " WHERE lower(username) = lower(:username)")
                .bind("username", username)
                .map(row -> new Credentials(
                        new Caller.Person(
                                Columns.number(row, "id"), Columns.text(row, "username"), Columns.role(row, "role")),
                        Columns.text(row, "password_hash")))
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

    /**
     * Changes all of it or nothing. With a new role, sessions and tokens keep working and can do what the role allows; a new
     * password ends all sessions.
     */
    public Mono<AccountChange> change(Actor actor, long id, AccountPatch patch) {
        var hash = patch.password().map(passwords::hash).orElseGet(() -> Mono.just(""));
        return hash.flatMap(hashed -> changeRole(actor, id, patch.role())
                .flatMap(change -> change == AccountChange.DONE && !hashed.isEmpty()
                        ? changePassword(actor, id, hashed)
                        : Mono.just(change))
                .as(transaction::transactional));
    }

    private Mono<AccountChange> changeRole(Actor actor, long id, Optional<Role> role) {
        if (role.isEmpty()) {
            return Mono.just(AccountChange.DONE);
        }
        var code = role.get().code();
        var update = database.sql("UPDATE account SET role = :role WHERE id = :id")
                .bind("role", code)
                .bind("id", id);
        var change = changed(update).delayUntil(done -> log(done, actor, "account.role", id, code));
        return role.get() == Role.ADMIN ? change : unlessLastAdmin(id, change);
    }

    private Mono<AccountChange> changePassword(Actor actor, long id, String hash) {
        return changed(database.sql("UPDATE account SET password_hash = :hash WHERE id = :id")
                        .bind("hash", hash)
                        .bind("id", id))
                .delayUntil(done -> database.sql("DELETE FROM web_session WHERE account_id = :id")
                        .bind("id", id)
                        .then())
                .delayUntil(done -> log(done, actor, "account.password", id, ""));
    }

    /** Deletes the account with its sessions and the tokens it made. */
    public Mono<AccountChange> delete(Actor actor, long id) {
        var change = changed(database.sql("DELETE FROM account WHERE id = :id").bind("id", id))
                .delayUntil(done -> log(done, actor, "account.delete", id, ""));
        return unlessLastAdmin(id, change).as(transaction::transactional);
    }

    /** Locks the admins, so that two of them cannot remove each other at the same moment. */
    private Mono<AccountChange> unlessLastAdmin(long id, Mono<AccountChange> change) {
        return database.sql("SELECT id FROM account WHERE role = 'admin' ORDER BY id FOR UPDATE")
                .map(row -> Columns.number(row, "id"))
                .all()
                .collectList()
                .flatMap(admins -> admins.equals(List.of(id)) ? Mono.just(AccountChange.LAST_ADMIN) : change);
    }

    private static Mono<AccountChange> changed(GenericExecuteSpec statement) {
        return statement
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 0 ? AccountChange.NO_SUCH_ACCOUNT : AccountChange.DONE);
    }

    private Mono<Void> log(AccountChange change, Actor actor, String action, long id, String role) {
        if (change != AccountChange.DONE) {
            return Mono.empty();
        }
        return audit.record(actor, action, "account:" + id, role.isEmpty() ? Map.of() : Map.of("role", role));
    }

    private static Account account(Readable row) {
        return new Account(
                Columns.number(row, "id"),
                Columns.text(row, "username"),
                Columns.role(row, "role"),
                Columns.required(row, "created_at", Instant.class),
                row.get("last_sign_in_at", Instant.class));
    }
}
