package dev.tributary.engine.account;

import dev.tributary.engine.credential.ForgetfulJson;
import dev.tributary.engine.credential.SecretOwner;
import dev.tributary.engine.identity.Actor;
import dev.tributary.meta.oauth.Grant;
import dev.tributary.meta.oauth.OAuthProvider;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Sign-ins with a code that a person types in on some other device (RFC 8628). Thread-safe. */
@Component
public final class DeviceSignIns {

    /** What the person needs, shown once. */
    public record Started(
            long id, String userCode, String verificationUri, Optional<String> withCode, Instant expiresAt) {}

    /** How far it is. */
    public record Progress(long id, String provider, String state, Optional<String> error, Optional<Long> account) {}

    /** The provider gives no code. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(Throwable why) {
            super(why.getMessage(), null, false, false);
        }

        @Override
        public String getMessage() {
            return Objects.requireNonNull(super.getMessage());
        }
    }

    private record Pending(
            long id, OAuthProvider provider, Set<String> scopes, String deviceCode, Duration every, Actor actor) {}

    private static final Duration SLOWER = Duration.ofSeconds(5);
    private static final Duration SHORTEST_LIFE = Duration.ofMinutes(5);
    private static final int AT_ONCE = 4;

    private final AccountParts parts;
    private final DatabaseClient db;
    private final OAuthProviders providers;
    private final OAuthClients clients;
    private final Desk desk;

    /** What a sign-in passes. */
    @Component
    record Desk(TokenRequests requests, Identities identities, Connections connections) {}

    DeviceSignIns(AccountParts parts, OAuthProviders providers, OAuthClients clients, Desk desk) {
        this.parts = parts;
        this.db = parts.db();
        this.providers = providers;
        this.clients = clients;
        this.desk = desk;
    }

    /** Asks for a code; empty if no client is configured, or the provider has no such codes. */
    public Mono<Started> begin(Actor actor, OAuthProvider provider, Set<String> wanted) {
        return clients.find(provider)
                .map(client -> ProviderAccess.of(provider, client))
                .flatMap(access -> Mono.justOrEmpty(access.grant(Grant.DeviceCode.class))
                        .flatMap(grant -> {
                            var scopes = allowed(access, grant, wanted);
                            var fields = Map.of(access.scopes().parameter(), access.onTheWire(scopes));
                            return desk.requests()
                                    .form(access, grant.endpoint(), fields)
                                    .reading((status, body) -> Codes.read(access, status, body))
                                    .flatMap(codes -> keep(actor, provider, scopes, codes));
                        }))
                .onErrorMap(TokenRefused.class, Refused::new)
                .onErrorMap(ProviderUnavailable.class, Refused::new);
    }

    /** What is asked for: of what is always asked for, only what the vendor allows here. */
    private static Set<String> allowed(ProviderAccess access, Grant.DeviceCode grant, Set<String> wanted) {
        var scopes = access.scopes().wanted(wanted);
        if (grant.scopes().isEmpty()) {
            return scopes;
        }
        var never = wanted.stream()
                .filter(scope -> !grant.scopes().contains(scope))
                .sorted()
                .toList();
        if (!never.isEmpty()) {
            throw new TokenRefused(
                    "invalid_scope",
                    "%s gives such codes for some scopes only, and not for %s: connect the account in a browser"
                            .formatted(access.provider().name(), String.join(", ", never)),
                    TokenRefused.Remedy.CLIENT);
        }
        scopes.retainAll(grant.scopes());
        return scopes;
    }

    /** The answer of a device endpoint. */
    private record Codes(
            String deviceCode, String userCode, String uri, Optional<String> withCode, Duration life, Duration every) {

        static Codes read(ProviderAccess access, int status, byte[] body) {
            if (status >= 400) {
                access.answers().read(status, body);
            }
            var answer = json(body);
            return new Codes(
                    TokenAnswers.text(answer, "/device_code")
                            .orElseThrow(
                                    () -> new ProviderUnavailable("its device endpoint answered without a code", null)),
                    answer.path("user_code").asString(""),
                    answer.path("verification_uri")
                            .asString(answer.path("verification_url").asString("")),
                    TokenAnswers.text(answer, "/verification_uri_complete"),
                    Duration.ofSeconds(answer.path("expires_in").asLong(SHORTEST_LIFE.toSeconds())),
                    Duration.ofSeconds(Math.max(1, answer.path("interval").asLong(5))));
        }

        private static JsonNode json(byte[] body) {
            try {
                return ForgetfulJson.MAPPER.readTree(body);
            } catch (JacksonException notJson) {
                throw new ProviderUnavailable("its device endpoint answered with something that is not JSON", null);
            }
        }

        @Override
        public String toString() {
            return "Codes[...]";
        }
    }

    private Mono<Started> keep(Actor actor, OAuthProvider provider, Set<String> scopes, Codes codes) {
        var now = parts.clock().instant();
        var expires = now.plus(codes.life());
        return db.sql("SELECT nextval(pg_get_serial_sequence('oauth_device', 'id')) AS id")
                .map(row -> Columns.number(row, "id"))
                .one()
                .delayUntil(id -> db.sql("""
                                INSERT INTO oauth_device (id, provider, scopes, device_code, every_seconds, next_poll_at,
                                    expires_at, started_by)
                                OVERRIDING SYSTEM VALUE
                                VALUES (:id, :provider, :scopes, :code, :every, :next, :expires, :by)""")
                        .bind("id", id)
                        .bind("provider", provider.id())
                        .bind("scopes", Columns.array(scopes))
                        .bind("code", parts.box().seal(codes.deviceCode(), owner(id)))
                        .bind("every", Math.toIntExact(codes.every().toSeconds()))
                        .bind("next", now.plus(codes.every()))
                        .bind("expires", expires)
                        .bind("by", actor.name())
                        .then())
                .map(id -> new Started(id, codes.userCode(), codes.uri(), codes.withCode(), expires));
    }

    public Mono<Progress> find(long id) {
        return db.sql("SELECT id, provider, state, error, credential_id FROM oauth_device WHERE id = :id")
                .bind("id", id)
                .map(row -> new Progress(
                        Columns.number(row, "id"),
                        Columns.text(row, "provider"),
                        Columns.text(row, "state"),
                        Columns.optional(row, "error"),
                        Optional.ofNullable(row.get("credential_id", Long.class))))
                .one();
    }

    /** Asks for all that are due, and returns the connectors that waited for what was connected. */
    Mono<List<Long>> poll() {
        var now = parts.clock().instant();
        return db.sql("""
                        UPDATE oauth_device SET next_poll_at = :now + make_interval(secs => every_seconds)
                        WHERE state = 'pending' AND next_poll_at <= :now
                        RETURNING id, provider, scopes, device_code, every_seconds, started_by""")
                .bind("now", now)
                .map(this::pending)
                .all()
                .collectList()
                .flatMapIterable(due -> due)
                .flatMap(Mono::justOrEmpty)
                .flatMap(this::ask, AT_ONCE)
                .flatMapIterable(Connected::connectors)
                .collectList()
                .delayUntil(_ -> forget(now));
    }

    private Optional<Pending> pending(Readable row) {
        var id = Columns.number(row, "id");
        return providers
                .find(Columns.text(row, "provider"))
                .map(provider -> new Pending(
                        id,
                        provider,
                        Columns.set(row, "scopes"),
                        parts.box().open(Columns.text(row, "device_code"), owner(id)),
                        Duration.ofSeconds(Objects.requireNonNull(row.get("every_seconds", Integer.class))),
                        new Actor(Columns.text(row, "started_by"))));
    }

    private Mono<Connected> ask(Pending pending) {
        return clients.find(pending.provider())
                .map(client -> ProviderAccess.of(pending.provider(), client))
                .flatMap(access -> Mono.justOrEmpty(access.grant(Grant.DeviceCode.class))
                        .flatMap(grant -> desk.requests().device(access, grant, pending.deviceCode()))
                        .flatMap(granted -> connected(pending, access, granted)))
                .delayUntil(made -> ended(pending.id(), "connected", Optional.empty(), Optional.of(made.account())))
                .onErrorResume(
                        TokenRefused.class, refused -> refused(pending, refused).then(Mono.empty()))
                .onErrorResume(ProviderUnavailable.class, later -> Mono.empty());
    }

    private Mono<Connected> connected(Pending pending, ProviderAccess access, Granted granted) {
        return desk.identities()
                .of(access, granted, granted.scopes().orElse(pending.scopes()))
                .onErrorReturn(ProviderUnavailable.class, Identities.Identified.NOBODY)
                .flatMap(identity -> desk.connections()
                        .store(new Connection(
                                access.provider(),
                                Account.Kind.DEVICE_CODE,
                                Optional.empty(),
                                pending.scopes(),
                                granted,
                                identity,
                                Optional.empty(),
                                pending.actor())));
    }

    private Mono<Void> refused(Pending pending, TokenRefused refused) {
        return switch (refused.code()) {
            case "authorization_pending" -> Mono.empty();
            case "slow_down" ->
                db.sql("UPDATE oauth_device SET every_seconds = every_seconds + :more WHERE id = :id")
                        .bind("id", pending.id())
                        .bind("more", Math.toIntExact(SLOWER.toSeconds()))
                        .then();
            default -> ended(pending.id(), "failed", Optional.of(refused.getMessage()), Optional.empty());
        };
    }

    private Mono<Void> ended(long id, String state, Optional<String> error, Optional<Long> account) {
        var spec = db.sql(
                        "UPDATE oauth_device SET state = :state, error = :error, credential_id = :account WHERE id = :id")
                .bind("id", id)
                .bind("state", state);
        return Columns.bind(Columns.bind(spec, "error", error, String.class), "account", account, Long.class)
                .then();
    }

    /** What nobody typed in is over; a day later nobody asks any more. */
    private Mono<Void> forget(Instant now) {
        return db.sql("""
                        UPDATE oauth_device SET state = 'failed', error = 'the code expired before it was typed in'
                        WHERE state = 'pending' AND expires_at <= :now""")
                .bind("now", now)
                .then()
                .then(db.sql("DELETE FROM oauth_device WHERE expires_at < :before")
                        .bind("before", now.minus(Duration.ofDays(1)))
                        .then());
    }

    static SecretOwner owner(long id) {
        return new SecretOwner("oauth_device/" + id, "deviceCode");
    }
}
