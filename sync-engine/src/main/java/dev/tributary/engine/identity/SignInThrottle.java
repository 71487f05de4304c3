package dev.tributary.engine.identity;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Slows down guessing, in all processes together and over restarts. A try counts as failed from its start until it succeeds,
 * so that many at once gain nothing.
 *
 * <ul>
 *   <li>One name from one address: five tries are free, then each has to wait, twice as long every time, up to a quarter of an hour.
 *   <li>One name from all addresses: twenty are free, then up to a minute between two. An address from which this person signed
 *       in within thirty days is not held up by that: strangers cannot lock anybody out of where they work.
 * </ul>
 */
@Component
final class SignInThrottle {
    private static final Tries.Rule FROM_ONE_ADDRESS = new Tries.Rule(5, Duration.ofMinutes(15));
    private static final Tries.Rule FROM_EVERYWHERE = new Tries.Rule(20, Duration.ofMinutes(1));
    private static final Duration KNOWN = Duration.ofDays(30);

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Clock clock;

    SignInThrottle(DatabaseClient database, TransactionalOperator transaction, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Keys(String pair, String name) {
        static Keys of(String username, String address) {
            var name = username.toLowerCase(Locale.ROOT);
            return new Keys(key("pair\0" + address + "\0" + name), key("name\0" + name));
        }

        private static String key(String text) {
            return new Secret(text).fingerprint();
        }

        /** Always in the same order, so that no two tries wait for each other's row. */
        String[] sorted() {
            return Stream.of(pair, name).sorted().toArray(String[]::new);
        }
    }

    /** Empty when the try may go on, else how long to wait; a refused try does not lengthen the wait. */
    Mono<Optional<Duration>> attempt(String username, String address) {
        return Mono.defer(() -> {
            var keys = Keys.of(username, address);
            var now = clock.instant();
            return locked(keys, now).flatMap(rows -> decide(keys, rows, now)).as(transaction::transactional);
        });
    }

    private Mono<Map<String, Tries>> locked(Keys keys, Instant now) {
        return database.sql("""
                        INSERT INTO sign_in_try (key, tries, last_at) SELECT key, 0, :now FROM unnest(:keys) AS key
                        ON CONFLICT DO NOTHING""")
                .bind("keys", keys.sorted())
                .bind("now", now)
                .then()
                .thenMany(database.sql("""
                                SELECT key, tries, last_at, succeeded_at FROM sign_in_try
                                WHERE key = ANY(:keys) ORDER BY key FOR UPDATE""")
                        .bind("keys", keys.sorted())
                        .map(row -> Map.entry(Columns.text(row, "key"), tries(row)))
                        .all())
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static Tries tries(Readable row) {
        return new Tries(
                Columns.required(row, "tries", Integer.class),
                Columns.required(row, "last_at", Instant.class),
                Optional.ofNullable(row.get("succeeded_at", Instant.class)));
    }

    private Mono<Optional<Duration>> decide(Keys keys, Map<String, Tries> rows, Instant now) {
        var pair = Objects.requireNonNull(rows.get(keys.pair));
        var name = Objects.requireNonNull(rows.get(keys.name));
        var known = pair.succeededSince(now.minus(KNOWN));
        var wait = Stream.of(pair.wait(FROM_ONE_ADDRESS, now), known ? Duration.ZERO : name.wait(FROM_EVERYWHERE, now))
                .filter(Duration::isPositive)
                .max(Duration::compareTo);
        return wait.isPresent()
                ? Mono.just(wait)
                : store(keys.pair, pair.next(now))
                        .then(store(keys.name, name.next(now)))
                        .thenReturn(Optional.empty());
    }

    private Mono<Void> store(String key, Tries tries) {
        return database.sql("UPDATE sign_in_try SET tries = :tries, last_at = :last WHERE key = :key")
                .bind("tries", tries.count())
                .bind("last", tries.last())
                .bind("key", key)
                .then();
    }

    /** The tries of this name from this address are forgotten, and over all addresses there is one less. */
    Mono<Void> succeeded(String username, String address) {
        var keys = Keys.of(username, address);
        return database.sql("""
                        UPDATE sign_in_try SET tries = CASE WHEN key = :pair THEN 0 ELSE greatest(tries - 1, 0) END,
                            succeeded_at = CASE WHEN key = :pair THEN :now ELSE succeeded_at END
                        WHERE key = ANY(:keys)""")
                .bind("pair", keys.pair)
                .bind("now", clock.instant())
                .bind("keys", keys.sorted())
                .then();
    }

    Mono<Void> forget() {
        var now = clock.instant();
        return database.sql("""
                        DELETE FROM sign_in_try
                        WHERE last_at < :quiet AND (succeeded_at IS NULL OR succeeded_at < :known)""")
                .bind("quiet", now.minus(Tries.FORGET))
                .bind("known", now.minus(KNOWN))
                .then();
    }
}
