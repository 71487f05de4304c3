package dev.tributary.engine.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Changes accounts. What a change takes away is gone with the next request: a smaller role, a new password and being shut out
 * end all sessions, and tokens can do no more than the role of their maker. Thread-safe.
 */
@Component
public final class AccountChanges {
    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Audit audit;

    AccountChanges(
            DatabaseClient database,
            TransactionalOperator transaction,
            Passwords passwords,
            Sessions sessions,
            Audit audit) {
        this.database = database;
        this.transaction = transaction;
        this.passwords = passwords;
        this.sessions = sessions;
        this.audit = audit;
    }

    private record Standing(Role role, Account.State state) {
        boolean isAdmin() {
            return role == Role.ADMIN && state == Account.State.ACTIVE;
        }

        boolean exceeds(Standing other) {
            return !other.role.includes(role) || (state != other.state && other.state != Account.State.ACTIVE);
        }
    }

    /** Changes all of it or nothing. */
    public Mono<AccountChange> change(Actor actor, long id, AccountPatch patch) {
        var hash = patch.password().map(passwords::hash).orElseGet(() -> Mono.just(""));
        return hash.flatMap(hashed -> changeStanding(actor, id, patch)
                .flatMap(change -> change == AccountChange.DONE && !hashed.isEmpty()
                        ? changePassword(actor, id, hashed).thenReturn(AccountChange.DONE)
                        : Mono.just(change))
                .as(transaction::transactional));
    }

    private Mono<AccountChange> changeStanding(Actor actor, long id, AccountPatch patch) {
        return lockAdmins()
                .flatMap(admins -> standing(id)
                        .flatMap(before -> {
                            var after = new Standing(
                                    patch.role().orElse(before.role),
                                    patch.state().orElse(before.state));
                            return before.isAdmin() && !after.isAdmin() && admins.equals(List.of(id))
                                    ? Mono.just(AccountChange.LAST_ADMIN)
                                    : store(actor, id, before, after).thenReturn(AccountChange.DONE);
                        })
                        .defaultIfEmpty(AccountChange.NO_SUCH_ACCOUNT));
    }

    /** So that two admins cannot remove each other at the same moment. */
    private Mono<List<Long>> lockAdmins() {
        return database.sql("SELECT id FROM account WHERE role = 'admin' AND state = 'active' ORDER BY id FOR UPDATE")
                .map(row -> Columns.number(row, "id"))
                .all()
                .collectList();
    }

    private Mono<Standing> standing(long id) {
        return database.sql("SELECT role, state FROM account WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .map(row -> new Standing(Columns.role(row, "role"), Account.State.of(Columns.text(row, "state"))))
                .one();
    }

    private Mono<Void> store(Actor actor, long id, Standing before, Standing after) {
        if (before.equals(after)) {
            return Mono.empty();
        }
        var detail = new HashMap<String, String>();
        if (before.role != after.role) {
            detail.put("role", after.role.code());
        }
        if (before.state != after.state) {
            detail.put("state", after.state.code());
        }
        return database.sql("UPDATE account SET role = :role, state = :state WHERE id = :id")
                .bind("role", after.role.code())
                .bind("state", after.state.code())
                .bind("id", id)
                .then()
                .then(before.exceeds(after) ? sessions.closeAll(id).then() : Mono.empty())
                .then(audit.record(actor, "account.change", "account:" + id, detail));
    }

    /** What an identity provider says now; without a role the person is shut out. For a transaction that signs in. */
    Mono<Void> follow(Actor actor, Account account, Optional<Role> role) {
        var before = new Standing(account.role(), account.state());
        return store(
                actor,
                account.id(),
                before,
                new Standing(
                        role.orElse(account.role()),
                        role.isPresent() ? Account.State.ACTIVE : Account.State.WITHDRAWN));
    }

    private Mono<Void> changePassword(Actor actor, long id, String hash) {
        return database.sql("UPDATE account SET password_hash = :hash, password_generated = false WHERE id = :id")
                .bind("hash", hash)
                .bind("id", id)
                .then()
                .then(sessions.closeAll(id))
                .then(audit.record(actor, "account.password", "account:" + id, Map.of()));
    }

    /** For somebody who has shown the old one. Ends all their sessions. */
    Mono<Void> changeOwnPassword(Caller.Person person, Secret password) {
        return passwords
                .hash(password)
                .flatMap(hash ->
                        changePassword(person.actor(), person.accountId(), hash).as(transaction::transactional));
    }

    /** Deletes the account with its sessions and the tokens it made. */
    public Mono<AccountChange> delete(Actor actor, long id) {
        return lockAdmins()
                .flatMap(admins -> admins.equals(List.of(id))
                        ? Mono.just(AccountChange.LAST_ADMIN)
                        : database.sql("DELETE FROM account WHERE id = :id RETURNING username")
                                .bind("id", id)
                                .map(row -> Columns.text(row, "username"))
                                .one()
                                .delayUntil(name -> audit.record(
                                        actor, "account.delete", "account:" + id, Map.of("username", name)))
                                .map(deleted -> AccountChange.DONE)
                                .defaultIfEmpty(AccountChange.NO_SUCH_ACCOUNT))
                .as(transaction::transactional);
    }
}
