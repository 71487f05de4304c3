package dev.tributary.engine.account;

import dev.tributary.engine.credential.SecretBox;
import dev.tributary.engine.credential.SecretOwner;
import dev.tributary.engine.identity.Actor;
import dev.tributary.engine.identity.Audit;
import dev.tributary.engine.identity.Secret;
import dev.tributary.meta.oauth.OAuthProvider;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** The OAuth clients of this installation: what an admin entered, else what the environment names. Thread-safe. */
@Component
public final class OAuthClients {

    private static final String SECRET = "clientSecret";

    private final DatabaseClient db;
    private final TransactionalOperator transaction;
    private final SecretBox box;
    private final EnvironmentClients environment;
    private final AccountParts parts;

    OAuthClients(AccountParts parts, Environment environment) {
        this.db = parts.db();
        this.transaction = parts.transaction();
        this.box = parts.box();
        this.environment = new EnvironmentClients(environment);
        this.parts = parts;
    }

    /** The client for that provider; empty if none is configured. */
    public Mono<OAuthClient> find(OAuthProvider provider) {
        return db.sql("SELECT client_id, client_secret, hosts FROM oauth_client WHERE provider = :provider")
                .bind("provider", provider.id())
                .map(row -> client(provider, row))
                .one()
                .switchIfEmpty(Mono.defer(() -> Mono.justOrEmpty(environment.find(provider))));
    }

    /** Where the client for that provider is configured; empty if there is none. Its secret stays sealed. */
    public Mono<OAuthClient.Origin> origin(OAuthProvider provider) {
        return db.sql("SELECT client_id FROM oauth_client WHERE provider = :provider")
                .bind("provider", provider.id())
                .map(_ -> OAuthClient.Origin.SETTINGS)
                .one()
                .switchIfEmpty(Mono.defer(
                        () -> Mono.justOrEmpty(environment.find(provider).map(OAuthClient::origin))));
    }

    /** Where the secret that an admin entered is sent to, as answers to host variables; empty if none is stored. */
    public Mono<Map<String, String>> hostsOfSecret(OAuthProvider provider) {
        return db.sql("SELECT hosts FROM oauth_client WHERE provider = :provider AND client_secret IS NOT NULL")
                .bind("provider", provider.id())
                .map(row -> Columns.map(row, "hosts"))
                .one();
    }

    /** The environment variables that can hold its client. */
    public static List<String> variables(OAuthProvider provider) {
        return List.of(
                EnvironmentClients.variable(provider, "CLIENT_ID"),
                EnvironmentClients.variable(provider, "CLIENT_SECRET"));
    }

    /**
     * Stores the client of an admin; without a new secret the stored one stays. Accounts that stopped because the client was
     * wrong are tried again; returns the connectors that start with them.
     */
    public Mono<List<Long>> put(Actor actor, OAuthProvider provider, OAuthClient client) {
        var sealed = client.secret().map(secret -> box.seal(secret.text(), owner(provider.id())));
        var stored = db.sql("""
                        INSERT INTO oauth_client (provider, client_id, client_secret, hosts, updated_by, updated_at)
                        VALUES (:provider, :id, :secret, :hosts, :by, :now)
                        ON CONFLICT (provider) DO UPDATE SET client_id = excluded.client_id, hosts = excluded.hosts,
                            client_secret = coalesce(excluded.client_secret, oauth_client.client_secret),
                            updated_by = excluded.updated_by, updated_at = excluded.updated_at""")
                .bind("provider", provider.id())
                .bind("id", client.id())
                .bind("hosts", Columns.json(client.hosts()))
                .bind("by", actor.name())
                .bind("now", clock().instant());
        return Columns.bind(stored, "secret", sealed, String.class)
                .then()
                .then(audit().record(actor, "oauth-client.put", target(provider), changed(client)))
                .then(new Waits(db).releaseOfClient(provider.id(), clock().instant()))
                .as(transaction::transactional);
    }

    /** Forgets what an admin entered; false if there was nothing. */
    public Mono<Boolean> delete(Actor actor, OAuthProvider provider) {
        return db.sql("DELETE FROM oauth_client WHERE provider = :provider")
                .bind("provider", provider.id())
                .fetch()
                .rowsUpdated()
                .map(deleted -> deleted == 1)
                .delayUntil(deleted -> deleted
                        ? audit().record(actor, "oauth-client.delete", target(provider), Map.of())
                        : Mono.<Void>empty())
                .as(transaction::transactional);
    }

    private OAuthClient client(OAuthProvider provider, Readable row) {
        var secret = Columns.optional(row, "client_secret")
                .map(stored -> new Secret(box.open(stored, owner(provider.id()))));
        return new OAuthClient(
                Columns.text(row, "client_id"), secret, Columns.map(row, "hosts"), OAuthClient.Origin.SETTINGS);
    }

    private static Map<String, String> changed(OAuthClient client) {
        return Map.of("clientId", client.id(), SECRET, client.secret().isPresent() ? "replaced" : "kept");
    }

    static SecretOwner owner(String provider) {
        return new SecretOwner("oauth_client/" + provider, SECRET);
    }

    private static String target(OAuthProvider provider) {
        return "oauth-client:" + provider.id();
    }

    private Clock clock() {
        return parts.clock();
    }

    private Audit audit() {
        return parts.audit();
    }
}
