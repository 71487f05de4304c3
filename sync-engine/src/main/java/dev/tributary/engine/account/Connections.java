package dev.tributary.engine.account;

import dev.tributary.engine.account.AccountStore.Stored;
import dev.tributary.engine.account.Connection.OtherAccount;
import java.util.Map;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Stores accounts that were signed in to: tokens, the connectors that waited, the audit entry, in one transaction. */
@Component
final class Connections {

    private static final String TOKENS = """
            provider = :provider, kind = :kind, external_id = coalesce(:external, external_id), name = :name,
            scopes = :scopes, state = 'connected', cause = NULL, reason = NULL, access_token = :access,
            refresh_token = :refresh, secret_key = :key, fields = :fields, version = version + 1, issued_at = :now,
            expires_at = :expires, refresh_at = :next, dies_at = :dies, announced_at = NULL, connected_by = :by,
            connected_at = :now, last_refreshed_at = NULL""";

    private final AccountParts parts;
    private final AccountStore store;
    private final DatabaseClient db;

    Connections(AccountParts parts, AccountStore store) {
        this.parts = parts;
        this.store = store;
        this.db = parts.db();
    }

    /** Stores a new account, or new tokens of one that is here; fails with {@link OtherAccount}. */
    Mono<Connected> store(Connection connection) {
        return target(connection)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(known -> known.map(stored -> overwrite(stored.account().id(), connection))
                        .orElseGet(() -> insert(connection)))
                .flatMap(id -> store.release(id).map(connectors -> new Connected(id, connectors)))
                .as(parts.transaction()::transactional);
    }

    /** The account to be connected again, else one of the same person that loses nothing by it. */
    private Mono<Stored> target(Connection connection) {
        if (connection.reconnects().isPresent()) {
            return store.lock(connection.reconnects().get())
                    .doOnNext(stored -> requireSame(stored.account(), connection));
        }
        return connection
                .identity()
                .externalId()
                .map(external -> sameAccount(connection, external))
                .orElseGet(Mono::empty);
    }

    private static void requireSame(Account account, Connection connection) {
        var expected = account.externalId();
        var other = connection.identity().externalId();
        if (expected.isPresent() && other.isPresent() && !expected.equals(other)) {
            throw new OtherAccount(account.name(), connection.name());
        }
    }

    private Mono<Stored> sameAccount(Connection connection, String external) {
        return db.sql("""
                        SELECT %s FROM credential
                        WHERE provider = :provider AND external_id = :external AND kind = :kind
                          AND scopes <@ :scopes
                        ORDER BY id LIMIT 1 FOR NO KEY UPDATE""".formatted(AccountStore.COLUMNS))
                .bind("provider", connection.provider().id())
                .bind("external", external)
                .bind("kind", connection.kind().wire())
                .bind("scopes", Columns.array(connection.scopes()))
                .map(AccountStore::stored)
                .one();
    }

    private Mono<Long> overwrite(long id, Connection connection) {
        return bound(db.sql("UPDATE credential SET " + TOKENS + " WHERE id = :id"), id, connection)
                .then()
                .then(log(connection, "credential.reconnect", id))
                .thenReturn(id);
    }

    private Mono<Long> insert(Connection connection) {
        return db.sql("SELECT nextval(pg_get_serial_sequence('credential', 'id')) AS id")
                .map(row -> Columns.number(row, "id"))
                .one()
                .delayUntil(id -> bound(db.sql("""
                        INSERT INTO credential (id, provider, kind, external_id, name, scopes, access_token,
                            refresh_token, secret_key, fields, issued_at, expires_at, refresh_at, dies_at, connected_by,
                            connected_at)
                        OVERRIDING SYSTEM VALUE VALUES (:id, :provider, :kind, :external, :name, :scopes, :access,
                            :refresh, :key, :fields, :now, :expires, :next, :dies, :by, :now)"""), id, connection).then())
                .delayUntil(id -> log(connection, "credential.connect", id));
    }

    private GenericExecuteSpec bound(GenericExecuteSpec spec, long id, Connection connection) {
        var granted = connection.granted();
        var lifetime = connection.provider().lifetime();
        var times = TokenTimes.first(
                connection.kind(), lifetime, granted, parts.clock().instant());
        var key = connection.key().map(own -> SealedTokens.key(parts.box(), id, own));
        var bound = spec.bind("id", id)
                .bind("provider", connection.provider().id())
                .bind("kind", connection.kind().wire())
                .bind("name", connection.name())
                .bind("scopes", Columns.array(connection.scopes()))
                .bind("fields", Columns.json(granted.kept()))
                .bind("by", connection.actor().name());
        bound = Columns.bind(bound, "external", connection.identity().externalId(), String.class);
        bound = Columns.bind(bound, "access", SealedTokens.access(parts.box(), id, granted), String.class);
        bound = Columns.bind(bound, "refresh", SealedTokens.refresh(parts.box(), id, granted), String.class);
        return times.bind(Columns.bind(bound, "key", key, String.class));
    }

    private Mono<Void> log(Connection connection, String action, long id) {
        return parts.audit()
                .record(
                        connection.actor(),
                        action,
                        "credential:" + id,
                        Map.of(
                                "provider", connection.provider().id(),
                                "name", connection.name(),
                                "kind", connection.kind().wire(),
                                "scopes", String.join(" ", connection.scopes())));
    }
}
