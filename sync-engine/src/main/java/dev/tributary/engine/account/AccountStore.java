package dev.tributary.engine.account;

import dev.tributary.meta.oauth.TokenLifetime;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads and writes the rows of accounts; the transaction is the caller's. */
@Component
final class AccountStore {

    /** An account with its secrets, sealed. */
    record Stored(Account account, SealedTokens tokens) {}

    /** Why an account has to be connected again. */
    enum Cause {
        /** The provider gives no new tokens for it. */
        REFUSED,
        /** The provider does not know our client. */
        CLIENT,
        /** The source takes no token of it. */
        REJECTED
    }

    static final String COLUMNS = """
            id, provider, kind, external_id, name, scopes, state, reason, access_token, refresh_token, secret_key,
            fields, version, issued_at, expires_at, refresh_at, dies_at, connected_by, connected_at, last_refreshed_at""";

    private final DatabaseClient db;
    private final AccountParts parts;
    private final Waits waits;

    AccountStore(AccountParts parts) {
        this.db = parts.db();
        this.parts = parts;
        this.waits = new Waits(parts.db());
    }

    Mono<Stored> find(long id) {
        return one("WHERE id = :id", id);
    }

    /** The account, which nobody else changes until the transaction ends. */
    Mono<Stored> lock(long id) {
        return one("WHERE id = :id FOR NO KEY UPDATE", id);
    }

    private Mono<Stored> one(String condition, long id) {
        return db.sql("SELECT " + COLUMNS + " FROM credential " + condition)
                .bind("id", id)
                .map(AccountStore::stored)
                .one();
    }

    static Stored stored(Readable row) {
        var account = account(row);
        return new Stored(
                account,
                new SealedTokens(
                        account.id(),
                        Columns.optional(row, "access_token"),
                        Columns.optional(row, "refresh_token"),
                        Columns.optional(row, "secret_key")));
    }

    static Account account(Readable row) {
        return new Account(
                Columns.number(row, "id"),
                Columns.text(row, "provider"),
                Account.Kind.of(Columns.text(row, "kind")),
                Columns.optional(row, "external_id"),
                Columns.text(row, "name"),
                Columns.set(row, "scopes"),
                Account.State.of(Columns.text(row, "state")),
                Columns.optional(row, "reason"),
                Columns.map(row, "fields"),
                Columns.number(row, "version"),
                new Account.Times(
                        Columns.time(row, "connected_at"),
                        Columns.time(row, "issued_at"),
                        Columns.laterTime(row, "last_refreshed_at"),
                        Columns.laterTime(row, "expires_at"),
                        Columns.laterTime(row, "refresh_at"),
                        Columns.laterTime(row, "dies_at")),
                Columns.text(row, "connected_by"));
    }

    /** Stores new tokens of an account; what the answer does not name stays. */
    Mono<Stored> renewed(Stored before, Granted granted, TokenLifetime lifetime) {
        var id = before.account().id();
        var spec = db.sql("""
                        UPDATE credential SET access_token = :access, refresh_token = coalesce(:refresh, refresh_token),
                            scopes = coalesce(:scopes, scopes), fields = fields || :fields, version = version + 1,
                            issued_at = :now, last_refreshed_at = :now, expires_at = :expires, refresh_at = :next,
                            announced_at = CASE WHEN :dies < dies_at + interval '1 day' THEN announced_at END,
                            dies_at = :dies
                        WHERE id = :id RETURNING\s""" + COLUMNS).bind("id", id).bind("fields", Columns.json(granted.kept()));
        spec = Columns.bind(spec, "access", SealedTokens.access(parts.box(), id, granted), String.class);
        spec = Columns.bind(spec, "refresh", SealedTokens.refresh(parts.box(), id, granted), String.class);
        spec = Columns.bind(spec, "scopes", granted.scopes().map(Columns::array), String[].class);
        return TokenTimes.later(before, lifetime, granted, parts.clock().instant())
                .bind(spec)
                .map(AccountStore::stored)
                .one();
    }

    /** Puts the next refresh off. */
    Mono<Void> postpone(long id, Instant until) {
        return db.sql("UPDATE credential SET refresh_at = :until WHERE id = :id")
                .bind("id", id)
                .bind("until", until)
                .then();
    }

    /** Says that the account has to be connected again, and lets its connectors wait for it; false if it was said before. */
    Mono<Boolean> stop(long id, Cause cause, String reason) {
        return db.sql("""
                        UPDATE credential SET state = 'reconnectNeeded', cause = :cause, reason = :reason
                        WHERE id = :id AND state = 'connected'""")
                .bind("id", id)
                .bind("cause", cause.name().toLowerCase(Locale.ROOT))
                .bind("reason", reason)
                .fetch()
                .rowsUpdated()
                .map(updated -> updated == 1)
                .delayUntil(stopped -> stopped ? waits.begin(id, parts.clock().instant()) : Mono.<Void>empty());
    }

    /** Lets connectors run that wait for the account, and returns them. */
    Mono<List<Long>> release(long id) {
        return waits.end(id, parts.clock().instant());
    }
}
