package dev.tributary.engine.identity;

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
 * it may do at the moment, stops when that account is shut out, and goes when it goes. Thread-safe.
 */
@Component
public final class ApiTokens {
    private static final String PREFIX = "trb_";
    private static final int SHOWN = PREFIX.length() + 6;
    private static final Duration TOUCH = Duration.ofMinutes(1);

    /** What the ends of tokens are reckoned with. */
    @Component
    record Life(Clock clock, IdentitySettings settings) {}

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Audit audit;
    private final Clock clock;
    private final RandomGenerator random;
    private final IdentitySettings settings;

    ApiTokens(DatabaseClient database, TransactionalOperator transaction, Audit audit, SecretSource random, Life life) {
        this.database = database;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = life.clock;
        this.settings = life.settings;
        this.random = random.generator();
    }

    /** When a token that is made now ends if its maker says nothing. */
    public Instant defaultEnd() {
        return clock.instant().plus(settings.tokenLifetime());
    }

    /** The last moment at which a token that is made now may end. */
    public Instant latestEnd() {
        return clock.instant().plus(settings.tokenLongest());
    }

    public Mono<IssuedToken> issue(Caller maker, TokenOrder order) {
        var secret = Secret.random(random, PREFIX);
        return TokenRows.bindBases(database.sql("""
                        INSERT INTO api_token (name, role, token_hash, prefix, knowledge_bases, uses, created_by,
                            created_at, expires_at)
                        VALUES (:name, :role, :hash, :prefix, :bases, :uses, :maker, :now, :expires) RETURNING id
                        """), order.scope())
                .bind("name", order.name())
                .bind("role", order.role().code())
                .bind("hash", secret.sha256())
                .bind("prefix", shown(secret))
                .bind("uses", order.scope().uses().code())
                .bind("maker", maker.accountId())
                .bind("now", clock.instant())
                .bind("expires", order.expiresAt().orElseGet(this::defaultEnd))
                .map(row -> new IssuedToken(Columns.number(row, "id"), secret))
                .one()
                .delayUntil(token ->
                        audit.record(maker.actor(), "token.create", "token:" + token.id(), TokenRows.detail(order)))
                .as(transaction::transactional);
    }

    private static String shown(Secret secret) {
        return secret.text().substring(0, SHOWN);
    }

    /**
     * Gives the token a new text, and a life as long as it had; the old text goes on for a while, so that programs can be
     * told the new one. Empty when there is no such token.
     */
    public Mono<IssuedToken> rotate(Actor actor, long id, Duration overlap) {
        var secret = Secret.random(random, PREFIX);
        var now = clock.instant();
        return database.sql("""
                        UPDATE api_token SET previous_hash = token_hash, previous_until = :until, token_hash = :hash,
                            prefix = :prefix, created_at = :now, last_used_at = NULL,
                            expires_at = coalesce(:now + (expires_at - created_at), :end)
                        WHERE id = :id AND (expires_at IS NULL OR expires_at > :now) RETURNING id
                        """)
                .bind("until", now.plus(overlap))
                .bind("hash", secret.sha256())
                .bind("prefix", shown(secret))
                .bind("now", now)
                .bind("end", defaultEnd())
                .bind("id", id)
                .map(row -> new IssuedToken(Columns.number(row, "id"), secret))
                .one()
                .delayUntil(token ->
                        audit.record(actor, "token.rotate", "token:" + id, Map.of("oldWorksFor", overlap.toString())))
                .as(transaction::transactional);
    }

    /** Tokens with an id above {@code after}, in the order of their creation, at most {@code count}. */
    public Flux<ApiToken> after(long after, int count) {
        return database.sql("""
                        SELECT t.id, t.name, t.role, t.prefix, t.knowledge_bases, t.uses, a.username, t.created_at,
                            t.expires_at, t.last_used_at
                        FROM api_token t JOIN account a ON a.id = t.created_by
                        WHERE t.id > :after ORDER BY t.id LIMIT :count
                        """)
                .bind("after", after)
                .bind("count", count)
                .map(TokenRows::token)
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
                        SELECT t.id, t.name, t.role, t.knowledge_bases, t.uses, t.last_used_at, t.created_by,
                            a.role AS limit_role,
                            CASE WHEN t.token_hash = :hash THEN t.token_hash ELSE t.previous_hash END AS hash
                        FROM api_token t JOIN account a ON a.id = t.created_by
                        WHERE (t.token_hash = :hash OR (t.previous_hash = :hash AND t.previous_until > :now))
                            AND (t.expires_at IS NULL OR t.expires_at > :now) AND a.state = 'active'
                        """)
                .bind("hash", secret.sha256())
                .bind("now", now)
                .map(TokenRows::found)
                .one()
                .filter(found -> secret.hasSha256(found.hash()))
                .delayUntil(found -> touch(found, now))
                .map(TokenRows.Found::token);
    }

    private Mono<Void> touch(TokenRows.Found found, Instant now) {
        if (found.used().isAfter(now.minus(TOUCH))) {
            return Mono.empty();
        }
        return database.sql("UPDATE api_token SET last_used_at = :now WHERE id = :id")
                .bind("now", now)
                .bind("id", found.token().id())
                .then();
    }
}
