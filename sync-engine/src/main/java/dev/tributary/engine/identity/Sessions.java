package dev.tributary.engine.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Browser sessions, kept in the database: they survive a restart and hold in every process. Thread-safe. */
@Component
public final class Sessions {
    /** A session ends after this time, whatever happens. */
    public static final Duration LIFETIME = Duration.ofDays(7);

    private static final Duration IDLE = Duration.ofHours(24);
    private static final Duration TOUCH = Duration.ofMinutes(1);

    private final DatabaseClient database;
    private final Clock clock;
    private final RandomGenerator random;

    Sessions(DatabaseClient database, Clock clock, SecretSource random) {
        this.database = database;
        this.clock = clock;
        this.random = random.generator();
    }

    /** Opens a session and gives its secret, which is not stored. */
    Mono<Secret> open(long accountId) {
        var secret = Secret.random(random, "");
        var now = clock.instant();
        return database.sql("""
                        INSERT INTO web_session (id_hash, account_id, created_at, last_seen_at, expires_at)
                        VALUES (:hash, :account, :now, :now, :expires)
                        """)
                .bind("hash", secret.sha256())
                .bind("account", accountId)
                .bind("now", now)
                .bind("expires", now.plus(LIFETIME))
                .then()
                .thenReturn(secret);
    }

    /** Whose session this is, with the role they have now; empty when it is unknown, expired or was idle for a day. */
    public Mono<Caller.Person> find(Secret secret) {
        var now = clock.instant();
        return database.sql("""
                        SELECT s.id_hash, s.last_seen_at, a.id, a.username, a.role
                        FROM web_session s JOIN account a ON a.id = s.account_id
                        WHERE s.id_hash = :hash AND s.expires_at > :now AND s.last_seen_at > :idle
                        """)
                .bind("hash", secret.sha256())
                .bind("now", now)
                .bind("idle", now.minus(IDLE))
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

    Mono<Void> close(Secret secret) {
        return database.sql("DELETE FROM web_session WHERE id_hash = :hash")
                .bind("hash", secret.sha256())
                .then();
    }

    Mono<Void> forgetEnded() {
        var now = clock.instant();
        return database.sql("DELETE FROM web_session WHERE expires_at <= :now OR last_seen_at <= :idle")
                .bind("now", now)
                .bind("idle", now.minus(IDLE))
                .then();
    }

    @SuppressWarnings("ArrayRecordComponent") // lives for one lookup, never compared
    private record Found(byte[] hash, Instant seen, Caller.Person person) {}
}
