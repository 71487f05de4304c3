package dev.tributary.engine.web.access;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Which changes were asked for under which key, and what was answered. In the database, so that it holds in every process. */
@Component
class IdempotencyKeys {
    private static final Duration KEPT = Duration.ofHours(24);

    /** After this a change counts as lost with its process, and its key may be used again. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(5);

    private final DatabaseClient database;
    private final Clock clock;

    IdempotencyKeys(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What stands in the way of a change, or nothing. */
    sealed interface Claim {
        /** Go on, and then {@link #keep} or {@link #release}. */
        record Granted(UUID id) implements Claim {}

        /** It was done: this is the answer. */
        record Answered(StoredAnswer answer) implements Claim {}

        /** It is being done. */
        record UnderWay() implements Claim {}

        /** The key belongs to another change. */
        record OtherRequest() implements Claim {}
    }

    Mono<Claim> claim(KeyedRequest request) {
        var now = clock.instant();
        return database.sql("""
                        INSERT INTO idempotency_key AS k (caller, key_hash, fingerprint, claim, expires_at)
                        VALUES (:caller, :key, :fingerprint, :claim, :expires)
                        ON CONFLICT (caller, key_hash) DO UPDATE SET fingerprint = excluded.fingerprint,
                            claim = excluded.claim, expires_at = excluded.expires_at,
                            status = NULL, content_type = NULL, location = NULL, body = NULL
                        WHERE k.expires_at <= :now RETURNING claim
                        """)
                .bind("caller", request.caller())
                .bind("key", request.keyHash())
                .bind("fingerprint", request.fingerprint())
                .bind("claim", UUID.randomUUID())
                .bind("expires", now.plus(UNDER_WAY))
                .bind("now", now)
                .<Claim>map(row -> new Claim.Granted(Objects.requireNonNull(row.get("claim", UUID.class))))
                .one()
                .switchIfEmpty(Mono.defer(() -> existing(request)));
    }

    private Mono<Claim> existing(KeyedRequest request) {
        return database.sql("SELECT fingerprint, status, content_type, location, body FROM idempotency_key"
                        + " WHERE caller = :caller AND key_hash = :key")
                .bind("caller", request.caller())
                .bind("key", request.keyHash())
                .map(row -> existing(request, row))
                .one()
                .defaultIfEmpty(new Claim.UnderWay());
    }

    private static Claim existing(KeyedRequest request, Readable row) {
        if (!MessageDigest.isEqual(request.fingerprint(), row.get("fingerprint", byte[].class))) {
            return new Claim.OtherRequest();
        }
        var status = row.get("status", Integer.class);
        if (status == null) {
            return new Claim.UnderWay();
        }
        return new Claim.Answered(new StoredAnswer(
                status,
                Optional.ofNullable(row.get("content_type", String.class)),
                Optional.ofNullable(row.get("location", String.class)),
                Objects.requireNonNull(row.get("body", byte[].class))));
    }

    Mono<Void> keep(UUID claim, StoredAnswer answer) {
        return database.sql("""
                        UPDATE idempotency_key SET status = :status, content_type = :type, location = :location,
                            body = :body, expires_at = :expires
                        WHERE claim = :claim
                        """)
                .bind("status", answer.status())
                .bind(
                        "type",
                        Parameters.in(R2dbcType.VARCHAR, answer.contentType().orElse(null)))
                .bind(
                        "location",
                        Parameters.in(R2dbcType.VARCHAR, answer.location().orElse(null)))
                .bind("body", answer.body())
                .bind("expires", clock.instant().plus(KEPT))
                .bind("claim", claim)
                .then();
    }

    /** The change was not done: the key is free for the next try. */
    Mono<Void> release(UUID claim) {
        return database.sql("DELETE FROM idempotency_key WHERE claim = :claim AND status IS NULL")
                .bind("claim", claim)
                .then();
    }

    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
    Mono<Void> forgetExpired() {
        return database.sql("DELETE FROM idempotency_key WHERE expires_at <= :now")
                .bind("now", clock.instant())
                .then();
    }
}
