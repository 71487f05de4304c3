package dev.tributary.engine.identity.oidc;

import dev.tributary.engine.credential.SecretBox;
import dev.tributary.engine.credential.SecretOwner;
import dev.tributary.engine.identity.Actor;
import dev.tributary.engine.identity.Audit;
import dev.tributary.engine.identity.ExternalSignIn;
import dev.tributary.engine.identity.Secret;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The providers that people can sign in with: those that an admin has set up, and the one from the environment. A name that is taken is a
 * {@link DuplicateKeyException}. Thread-safe.
 */
@Component
public final class IdentityProviders {
    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final ProviderRows rows;
    private final Watch watch;
    private final Optional<IdentityProvider> environment;

    /** Who keeps the secrets and writes down what was done. */
    @Component
    record Watch(SecretBox box, Audit audit, ExternalSignIn signIn, Clock clock) {}

    IdentityProviders(
            DatabaseClient database,
            TransactionalOperator transaction,
            ProviderRows rows,
            Watch watch,
            OidcSettings settings) {
        this.database = database;
        this.transaction = transaction;
        this.rows = rows;
        this.watch = watch;
        this.environment = settings.provider();
    }

    /** The one from the environment first. */
    public Flux<IdentityProvider> all() {
        return Flux.fromStream(environment::stream)
                .concatWith(database.sql(ProviderRows.SELECT + "ORDER BY id LIMIT 200")
                        .map(rows::provider)
                        .all());
    }

    public Mono<IdentityProvider> find(String id) {
        return id.equals(IdentityProvider.ENVIRONMENT)
                ? Mono.justOrEmpty(environment)
                : number(id).map(this::stored).orElseGet(Mono::empty);
    }

    private Mono<IdentityProvider> stored(long id) {
        return database.sql(ProviderRows.SELECT + "WHERE id = :id")
                .bind("id", id)
                .map(rows::provider)
                .one();
    }

    /** The numbers of stored providers; others have none. */
    private static Optional<Long> number(String id) {
        return id.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(id)) : Optional.empty();
    }

    /** Its id does not count. */
    public Mono<IdentityProvider> create(Actor actor, IdentityProvider wanted) {
        return rows.bind(database.sql("""
                                INSERT INTO identity_provider (name, issuer, client_id, scopes, groups_claim, roles,
                                    default_role, newcomers, created_at, updated_at)
                                VALUES (:name, :issuer, :client, :scopes, :claim, CAST(:roles AS jsonb), :default,
                                    :newcomers, :now, :now) RETURNING id"""), wanted)
                .bind("now", watch.clock.instant())
                .map(row -> ProviderRows.id(row))
                .one()
                .flatMap(id -> storeSecret(id, wanted.client().secret())
                        .then(log(actor, "create", id, wanted))
                        .then(stored(id)))
                .as(transaction::transactional);
    }

    /** Empty if there is no such provider, or it is the one from the environment. */
    public Mono<IdentityProvider> change(Actor actor, IdentityProvider wanted) {
        return number(wanted.id())
                .map(id -> rows.bind(database.sql("""
                                        UPDATE identity_provider SET name = :name, issuer = :issuer,
                                            client_id = :client, scopes = :scopes, groups_claim = :claim,
                                            roles = CAST(:roles AS jsonb), default_role = :default,
                                            newcomers = :newcomers, updated_at = :now
                                        WHERE id = :id RETURNING id"""), wanted)
                        .bind("now", watch.clock.instant())
                        .bind("id", id)
                        .map(row -> ProviderRows.id(row))
                        .one()
                        .flatMap(_ -> storeSecret(id, wanted.client().secret())
                                .then(log(actor, "change", id, wanted))
                                .then(stored(id)))
                        .as(transaction::transactional))
                .orElseGet(Mono::empty);
    }

    private Mono<Void> storeSecret(long id, ClientSecret secret) {
        var column = switch (secret) {
            case ClientSecret.Sealed(var text) -> Optional.of(text);
            case ClientSecret.Clear(var clear) -> Optional.of(watch.box.seal(clear.text(), owner(id)));
            case ClientSecret.None() -> Optional.<String>empty();
        };
        return ProviderRows.bindText(
                        database.sql("UPDATE identity_provider SET client_secret = :secret WHERE id = :id"),
                        "secret",
                        column)
                .bind("id", id)
                .then();
    }

    /** People who signed in with it are signed out. False if there is no such provider. */
    public Mono<Boolean> delete(Actor actor, String id) {
        return number(id)
                .map(number -> stored(number)
                        .delayUntil(known -> database.sql("DELETE FROM identity_provider WHERE id = :id")
                                .bind("id", number)
                                .then()
                                .then(watch.signIn.endSessions(known.method()))
                                .then(log(actor, "delete", number, known)))
                        .hasElement()
                        .as(transaction::transactional))
                .orElseGet(() -> Mono.just(false));
    }

    /** The secret as the provider gave it; that it is used is written down. */
    Mono<Optional<Secret>> secret(IdentityProvider provider) {
        return switch (provider.client().secret()) {
            case ClientSecret.None() -> Mono.just(Optional.empty());
            case ClientSecret.Clear(var secret) -> used(provider).thenReturn(Optional.of(secret));
            case ClientSecret.Sealed(var text) ->
                used(provider)
                        .then(Mono.fromCallable(() ->
                                Optional.of(new Secret(watch.box.open(text, owner(Long.parseLong(provider.id())))))));
        };
    }

    private Mono<Void> used(IdentityProvider provider) {
        return watch.audit.record(
                Actor.ENGINE, "secret.use", "identityProvider:" + provider.id(), Map.of("why", "sign-in"));
    }

    static SecretOwner owner(long id) {
        return new SecretOwner("identity_provider/" + id, "clientSecret");
    }

    private Mono<Void> log(Actor actor, String verb, long id, IdentityProvider provider) {
        return watch.audit.record(
                actor,
                "identityProvider." + verb,
                "identityProvider:" + id,
                Map.of(
                        "name", provider.name(),
                        "issuer", provider.client().issuer(),
                        "roles", rows.text(provider.admission().roles())));
    }
}
