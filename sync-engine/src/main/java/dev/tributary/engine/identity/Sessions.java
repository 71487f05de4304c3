package dev.tributary.engine.identity;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Browser sessions, kept in the database: they survive a restart and hold in every process. Thread-safe. */
@Component
public final class Sessions {
    private static final Duration TOUCH = Duration.ofMinutes(1);

    private final DatabaseClient database;
    private final Clock clock;
    private final RandomGenerator random;
    private final IdentitySettings settings;

    Sessions(DatabaseClient database, Clock clock, SecretSource random, IdentitySettings settings) {
        this.database = database;
        this.clock = clock;
        this.random = random.generator();
        this.settings = settings;
    }

    /** A session ends after this time, whatever happens. */
    public Duration lifetime() {
        return settings.sessionLifetime();
    }

    /** Opens a session and gives its secret, which is not stored. */
    Mono<Secret> open(long accountId, String method, Visit visit) {
        var secret = Secret.random(random, "");
        var now = clock.instant();
        return database.sql("""
                        INSERT INTO web_session
                            (id_hash, account_id, created_at, last_seen_at, expires_at, method, address, browser)
                        VALUES (:hash, :account, :now, :now, :expires, :method, :address, :browser)
                        """)
                .bind("hash", secret.sha256())
                .bind("account", accountId)
                .bind("now", now)
                .bind("expires", now.plus(settings.sessionLifetime()))
                .bind("method", method)
                .bind("address", visit.address())
                .bind("browser", visit.browser())
                .then()
                .thenReturn(secret);
    }

    /** Whose session this is, with the role they have now; empty when it is unknown, has ended, or its person is shut out. */
    public Mono<Caller.Person> find(Secret secret) {
        var now = clock.instant();
        return database.sql("""
                        SELECT s.id_hash, s.last_seen_at, a.id, a.username, a.role
                        FROM web_session s JOIN account a ON a.id = s.account_id
                        WHERE s.id_hash = :hash AND s.expires_at > :now AND s.last_seen_at > :idle
                            AND a.state = 'active'
                        """)
                .bind("hash", secret.sha256())
                .bind("now", now)
                .bind("idle", now.minus(settings.sessionIdle()))
                .map(row -> new Found(
                        Columns.required(row, "id_hash", byte[].class),
                        Columns.required(row, "last_seen_at", Instant.class),
                        new Caller.Person(
                                Columns.number(row, "id"), Columns.text(row, "username"), Columns.role(row, "role"))))
                .one()
                .filter(found -> secret.hasSha256(found.hash))
                .delayUntil(found -> touch(found, now))
                .map(Found::person);
    }

    private Mono<Void> touch(Found found, Instant now) {
        if (found.seen.isAfter(now.minus(TOUCH))) {
            return Mono.empty();
        }
        return database.sql("UPDATE web_session SET last_seen_at = :now WHERE id_hash = :hash")
                .bind("now", now)
                .bind("hash", found.hash)
                .then();
    }

    /** The sessions of a person that have not ended, the youngest first. */
    Flux<OpenSession> of(long accountId, byte[] current) {
        var now = clock.instant();
        return database.sql("""
                        SELECT id, method, address, browser, created_at, last_seen_at, expires_at,
                            id_hash = :current AS current
                        FROM web_session
                        WHERE account_id = :account AND expires_at > :now AND last_seen_at > :idle
                        ORDER BY id DESC LIMIT 200
                        """)
                .bind("account", accountId)
                .bind("current", current)
                .bind("now", now)
                .bind("idle", now.minus(settings.sessionIdle()))
                .map(Sessions::session)
                .all();
    }

    private static OpenSession session(Readable row) {
        return new OpenSession(
                Columns.number(row, "id"),
                new OpenSession.Origin(
                        Columns.text(row, "method"), Columns.text(row, "address"), Columns.text(row, "browser")),
                new OpenSession.Times(
                        Columns.required(row, "created_at", Instant.class),
                        Columns.required(row, "last_seen_at", Instant.class),
                        Columns.required(row, "expires_at", Instant.class)),
                Columns.required(row, "current", Boolean.class)
                        ? OpenSession.Standing.CURRENT
                        : OpenSession.Standing.OTHER);
    }

    Mono<Void> close(Secret secret) {
        return database.sql("DELETE FROM web_session WHERE id_hash = :hash")
                .bind("hash", secret.sha256())
                .then();
    }

    /** How many there were: one, or none if this person has no such session. */
    Mono<Long> close(long accountId, long session) {
        return database.sql("DELETE FROM web_session WHERE account_id = :account AND id = :id")
                .bind("account", accountId)
                .bind("id", session)
                .fetch()
                .rowsUpdated();
    }

    /** Ends all sessions of a person; how many there were. */
    Mono<Long> closeAll(long accountId) {
        return database.sql("DELETE FROM web_session WHERE account_id = :account")
                .bind("account", accountId)
                .fetch()
                .rowsUpdated();
    }

    /** Ends all sessions that were opened by this method. */
    Mono<Long> closeAll(String method) {
        return database.sql("DELETE FROM web_session WHERE method = :method")
                .bind("method", method)
                .fetch()
                .rowsUpdated();
    }

    Mono<Void> forgetEnded() {
        var now = clock.instant();
        return database.sql("DELETE FROM web_session WHERE expires_at <= :now OR last_seen_at <= :idle")
                .bind("now", now)
                .bind("idle", now.minus(settings.sessionIdle()))
                .then();
    }

    @SuppressWarnings("ArrayRecordComponent") // lives for one lookup, never compared
    private record Found(byte[] hash, Instant seen, Caller.Person person) {}
}
