package dev.tributary.engine.account;

import dev.tributary.engine.credential.SecretOwner;
import dev.tributary.engine.identity.Secret;
import dev.tributary.meta.oauth.OAuthProvider;
import io.r2dbc.spi.Readable;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Sign-ins under way. The database knows neither a state nor a browser session, only their digests. */
@Component
final class ConsentStore {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** A sign-in that came back. */
    record Consent(
            String provider,
            Set<String> scopes,
            Optional<Secret> verifier,
            Optional<Long> account,
            String returnTo,
            String redirectUri) {}

    private final AccountParts parts;
    private final SecureRandom random = new SecureRandom();

    ConsentStore(AccountParts parts) {
        this.parts = parts;
    }

    Secret newState() {
        return Secret.random(random, "");
    }

    Mono<Void> keep(
            Secret state, OAuthProvider provider, ConsentOrder order, Set<String> scopes, Optional<Secret> verifier) {
        var hash = state.sha256();
        var sealed = verifier.map(
                secret -> parts.box().seal(secret.text(), owner(HexFormat.of().formatHex(hash))));
        var spec = parts.db()
                .sql("""
                        INSERT INTO oauth_consent (state_hash, browser_hash, provider, scopes, verifier, redirect_uri,
                            return_to, credential_id, expires_at)
                        VALUES (:state, :browser, :provider, :scopes, :verifier, :redirect, :return, :account, :expires)
                        """)
                .bind("state", hash)
                .bind("browser", order.browser().sha256())
                .bind("provider", provider.id())
                .bind("scopes", Columns.array(scopes))
                .bind("redirect", order.redirectUri())
                .bind("return", order.returnTo())
                .bind("expires", parts.clock().instant().plus(PATIENCE));
        spec = Columns.bind(spec, "verifier", sealed, String.class);
        return Columns.bind(spec, "account", order.account(), Long.class).then();
    }

    Mono<Boolean> knows(Secret state, Secret browser) {
        return parts.db()
                .sql("""
                        SELECT 1 FROM oauth_consent
                        WHERE state_hash = :state AND browser_hash = :browser AND expires_at > :now""")
                .bind("state", state.sha256())
                .bind("browser", browser.sha256())
                .bind("now", parts.clock().instant())
                .map(row -> true)
                .one()
                .defaultIfEmpty(false);
    }

    /** The sign-in with that state, once; empty for another browser session, and after ten minutes. */
    Mono<Consent> take(Secret state, Secret browser) {
        var hash = state.sha256();
        return parts.db()
                .sql("""
                        DELETE FROM oauth_consent
                        WHERE state_hash = :state AND browser_hash = :browser AND expires_at > :now
                        RETURNING provider, scopes, verifier, redirect_uri, return_to, credential_id""")
                .bind("state", hash)
                .bind("browser", browser.sha256())
                .bind("now", parts.clock().instant())
                .map(row -> consent(row, hash))
                .one();
    }

    Mono<Void> forgetExpired() {
        return parts.db()
                .sql("DELETE FROM oauth_consent WHERE expires_at <= :now")
                .bind("now", parts.clock().instant())
                .then();
    }

    private Consent consent(Readable row, byte[] hash) {
        return new Consent(
                Columns.text(row, "provider"),
                Columns.set(row, "scopes"),
                Columns.optional(row, "verifier")
                        .map(stored -> new Secret(
                                parts.box().open(stored, owner(HexFormat.of().formatHex(hash))))),
                Optional.ofNullable(row.get("credential_id", Long.class)),
                Columns.text(row, "return_to"),
                Columns.text(row, "redirect_uri"));
    }

    /** Of the sign-in whose state has that digest, in hexadecimal. */
    static SecretOwner owner(String hash) {
        return new SecretOwner("oauth_consent/" + hash, "verifier");
    }
}
