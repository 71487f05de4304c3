package dev.tributary.engine.account;

import dev.tributary.engine.account.AccountStore.Stored;
import dev.tributary.engine.identity.Actor;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The accounts there are, and what uses them. Thread-safe. */
@Component
public final class ConnectedAccounts {

    /** A connector that uses an account. */
    public record User(long connector, String name, String state) {}

    /** An account with what uses it, in the order of their ids. */
    public record Used(Account account, List<User> users) {
        public Used {
            users = List.copyOf(users);
        }
    }

    /** What came of deleting an account. */
    public sealed interface Deletion {
        record Deleted() implements Deletion {}

        /** It is used, and nothing was deleted. */
        record InUse(List<User> users) implements Deletion {}

        record NoAccount() implements Deletion {}
    }

    private final AccountParts parts;
    private final DatabaseClient db;
    private final AccountStore store;
    private final Revocations revocations;

    ConnectedAccounts(AccountParts parts, AccountStore store, Revocations revocations) {
        this.parts = parts;
        this.db = parts.db();
        this.store = store;
        this.revocations = revocations;
    }

    public Mono<Account> find(long id) {
        return store.find(id).map(Stored::account);
    }

    /** Accounts of these providers with an id above {@code after}, at most {@code count}. */
    public Mono<List<Used>> after(Collection<String> providers, long after, int count) {
        return read("WHERE provider = ANY(:providers) AND id > :after ORDER BY id LIMIT :count")
                .bind("providers", Columns.array(providers))
                .bind("after", after)
                .bind("count", count)
                .map(AccountStore::account)
                .all()
                .collectList()
                .flatMap(this::used);
    }

    /** Accounts that have to be connected again, or will have to be before that time. */
    public Mono<List<Used>> troubled(Instant before, int count) {
        return read("WHERE state <> 'connected' OR dies_at < :before ORDER BY id LIMIT :count")
                .bind("before", before)
                .bind("count", count)
                .map(AccountStore::account)
                .all()
                .collectList()
                .flatMap(this::used);
    }

    private DatabaseClient.GenericExecuteSpec read(String condition) {
        return db.sql("SELECT " + AccountStore.COLUMNS + " FROM credential " + condition);
    }

    private Mono<List<Used>> used(List<Account> accounts) {
        var ids = accounts.stream().map(Account::id).toArray(Long[]::new);
        return db.sql("""
                        SELECT credential_id, id, name, state FROM connector
                        WHERE credential_id = ANY(:ids) AND state NOT IN ('deleting', 'draft') ORDER BY id""")
                .bind("ids", ids)
                .map(row -> Map.entry(Columns.number(row, "credential_id"), user(row)))
                .all()
                .collectList()
                .map(users -> accounts.stream()
                        .map(account -> new Used(
                                account,
                                users.stream()
                                        .filter(user -> user.getKey() == account.id())
                                        .map(Map.Entry::getValue)
                                        .toList()))
                        .toList());
    }

    private static User user(Readable row) {
        return new User(Columns.number(row, "id"), Columns.text(row, "name"), Columns.text(row, "state"));
    }

    /** Deletes an account that nothing uses. */
    public Mono<Deletion> delete(Actor actor, long id) {
        return deleting(
                id, users -> users.isEmpty() ? forgotten(actor, id, users) : Mono.just(new Deletion.InUse(users)));
    }

    /** Deletes an account; what uses it waits until it gets another one. */
    public Mono<Deletion> deleteThoughUsed(Actor actor, long id) {
        return deleting(id, users -> forgotten(actor, id, users));
    }

    private Mono<Deletion> deleting(long id, Function<List<User>, Mono<Deletion>> deletion) {
        return store.find(id)
                .flatMap(stored -> locked(id)
                        .flatMap(deletion)
                        .as(parts.transaction()::transactional)
                        .delayUntil(done ->
                                done instanceof Deletion.Deleted ? revocations.revoke(stored) : Mono.<Void>empty()))
                .defaultIfEmpty(new Deletion.NoAccount());
    }

    private Mono<List<User>> locked(long id) {
        return db.sql("SELECT id, name, state FROM connector WHERE credential_id = :id ORDER BY id FOR UPDATE")
                .bind("id", id)
                .map(ConnectedAccounts::user)
                .all()
                .filter(user ->
                        !user.state().equals("deleting") && !user.state().equals("draft"))
                .collectList();
    }

    private Mono<Deletion> forgotten(Actor actor, long id, List<User> users) {
        return store.lock(id)
                .flatMap(stored -> stopped(stored.account())
                        .then(db.sql("DELETE FROM credential WHERE id = :id")
                                .bind("id", id)
                                .then())
                        .then(parts.audit()
                                .record(
                                        actor,
                                        "credential.delete",
                                        "credential:" + id,
                                        Map.of(
                                                "name", stored.account().name(),
                                                "provider", stored.account().provider(),
                                                "stopped", names(users)))))
                .<Deletion>thenReturn(new Deletion.Deleted());
    }

    private Mono<Void> stopped(Account account) {
        return db.sql("""
                        UPDATE connector SET credential_id = NULL, awaits_credential = false, updated_at = :now,
                            next_run_at = CASE WHEN state = 'active' THEN NULL ELSE next_run_at END,
                            waiting_for = CASE WHEN state = 'active' THEN :reason ELSE waiting_for END
                        WHERE credential_id = :id""")
                .bind("id", account.id())
                .bind("now", parts.clock().instant())
                .bind(
                        "reason",
                        "waiting for credential: %s (%s) was deleted, choose another account"
                                .formatted(account.name(), account.provider()))
                .then();
    }

    private static String names(List<User> users) {
        return users.stream().map(user -> Long.toString(user.connector())).collect(Collectors.joining(", "));
    }

    /** Says once of each account that ends within a week, and returns them. */
    Flux<Account> announce() {
        var now = parts.clock().instant();
        return db.sql("""
                        UPDATE credential SET announced_at = :now
                        WHERE state = 'connected' AND announced_at IS NULL AND dies_at < :soon RETURNING\s""" + AccountStore.COLUMNS)
                .bind("now", now)
                .bind("soon", now.plus(Forecast.AHEAD))
                .map(AccountStore::account)
                .all()
                .collectList()
                .delayUntil(accounts -> Flux.fromIterable(accounts)
                        .concatMap(account -> parts.audit()
                                .record(
                                        Actor.ENGINE,
                                        "credential.forecast",
                                        "credential:" + account.id(),
                                        Map.of(
                                                "name", account.name(),
                                                "endsAt",
                                                        account.times()
                                                                .diesAt()
                                                                .map(Instant::toString)
                                                                .orElse(""))))
                        .then())
                .as(parts.transaction()::transactional)
                .flatMapIterable(all -> all);
    }
}
