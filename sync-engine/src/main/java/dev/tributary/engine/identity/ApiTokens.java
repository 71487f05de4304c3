package dev.tributary.engine.identity;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * API tokens: 256 random bits after {@code trb_}, stored as SHA-256 only. A token does at most what the account that made
 * it may do at the moment, and goes when that account goes. Thread-safe.
 */
@Component
public final class ApiTokens {
    private static final String PREFIX = "trb_";
    private static final Duration TOUCH = Duration.ofMinutes(1);

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Audit audit;
    private final Clock clock;
    private final RandomGenerator random;

    ApiTokens(
            DatabaseClient database, TransactionalOperator transaction, Audit audit, Clock clock, SecretSource random) {
        this.database = database;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
        this.random = random.generator();
    }

    public Mono<IssuedToken> issue(Caller maker, TokenOrder order) {
        var secret = Secret.random(random, PREFIX);
        return database.sql("""
                        INSERT INTO api_token (name, role, token_hash, created_by, created_at, expires_at)
                        VALUES (:name, :role, :hash, :maker, :now, :expires) RETURNING id
                        """)
                .bind("name", order.name())
                .bind("role", order.role().code())
                .bind("hash", secret.sha256())
                .bind("maker", maker.accountId())
                .bind("now", clock.instant())
                .bind(
                        "expires",
                        Parameters.in(
                                R2dbcType.TIMESTAMP_WITH_TIME_ZONE,
                                order.expiresAt().orElse(null)))
                .map(row -> new IssuedToken(Columns.number(row, "id"), secret))
                .one()
                .delayUntil(token -> audit.record(
                        maker.actor(),
                        "token.create",
                        "token:" + token.id(),
                        Map.of("name", order.name(), "role", order.role().code())))
                .as(transaction::transactional);
    }

    /** Tokens with an id above {@code after}, in the order of their creation, at most {@code count}. */
    public Flux<ApiToken> after(long after, int count) {
        return database.sql("""
                        SELECT t.id, t.name, t.role, a.username, t.created_at, t.expires_at, t.last_used_at
                        FROM api_token t JOIN account a ON a.id = t.created_by
                        WHERE t.id > :after ORDER BY t.id LIMIT :count
                        """)
                .bind("after", after)
                .bind("count", count)
                .map(ApiTokens::token)
                .all();
    }

    /** False when there is no such token. */
    public Mono<Boolean> revoke(Actor actor, long id) {
        return database.sql("DELETE FROM api_token WHERE id = :id RETURNING name")
                .bind("id", id)
                .map(row -> Columns.text(row, "name"))
                .one()
                .delayUntil(name -> audit.record(actor, "token.delete", "token:" + id, Map.of("name", name)))
                .hasElement()
                .as(transaction::transactional);
    }

    /** Whose token this is, with what it may do now; empty when it is unknown or expired. */
    public Mono<Caller.Token> find(Secret secret) {
        if (!secret.text().startsWith(PREFIX)) {
            return Mono.empty();
        }
        var now = clock.instant();
        return database.sql("""
                        SELECT t.id, t.name, t.role, t.token_hash, t.last_used_at, t.created_by, a.role AS limit_role
                        FROM api_token t JOIN account a ON a.id = t.created_by
                        WHERE t.token_hash = :hash AND (t.expires_at IS NULL OR t.expires_at > :now)
                        """)
                .bind("hash", secret.sha256())
                .bind("now", now)
                .map(ApiTokens::found)
                .one()
                .filter(found -> secret.hasSha256(found.hash))
                .delayUntil(found -> touch(found, now))
                .map(Found::token);
    }

    private Mono<Void> touch(Found found, Instant now) {
        if (found.used.isAfter(now.minus(TOUCH))) {
            return Mono.empty();
        }
        return database.sql("UPDATE api_token SET last_used_at = :now WHERE id = :id")
                .bind("now", now)
                .bind("id", found.token.id())
                .then();
    }

    private static Found found(Readable row) {
        var used = row.get("last_used_at", Instant.class);
        return new Found(
                Columns.required(row, "token_hash", byte[].class),
                used == null ? Instant.EPOCH : used,
                new Caller.Token(
                        Columns.number(row, "id"),
                        Columns.text(row, "name"),
                        Columns.role(row, "role").atMost(Columns.role(row, "limit_role")),
                        Columns.number(row, "created_by")));
    }

    private static ApiToken token(Readable row) {
        return new ApiToken(
                Columns.number(row, "id"),
                Columns.text(row, "name"),
                Columns.role(row, "role"),
                Columns.text(row, "username"),
                new ApiToken.Lifetime(
                        Columns.required(row, "created_at", Instant.class),
                        row.get("expires_at", Instant.class),
                        row.get("last_used_at", Instant.class)));
    }

    @SuppressWarnings("ArrayRecordComponent") // lives for one lookup, never compared
    private record Found(byte[] hash, Instant used, Caller.Token token) {}
}
