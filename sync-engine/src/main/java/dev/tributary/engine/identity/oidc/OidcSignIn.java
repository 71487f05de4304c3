package dev.tributary.engine.identity.oidc;

import dev.tributary.engine.credential.SecretBox;
import dev.tributary.engine.credential.SecretOwner;
import dev.tributary.engine.credential.SecretUnreadable;
import dev.tributary.engine.identity.Secret;
import dev.tributary.engine.identity.SecretSource;
import dev.tributary.engine.identity.Visit;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The way of a person to their provider and back. Each way there can be come back on once, within ten minutes, in the browser
 * it began in. Thread-safe.
 */
@Component
public final class OidcSignIn {
    /** How long somebody may take at the provider. */
    public static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final SecretOwner OWNER = new SecretOwner("browser", "oidcAttempt");

    private final IdentityProviders providers;
    private final Exchange exchange;
    private final Keeping keeping;

    /** What attempts are made of and kept with. */
    @Component
    record Keeping(DatabaseClient database, SecretBox box, SecretSource random, Clock clock) {}

    OidcSignIn(IdentityProviders providers, Exchange exchange, Keeping keeping) {
        this.providers = providers;
        this.exchange = exchange;
        this.keeping = keeping;
    }

    /**
     * The beginning of the way.
     *
     * @param to the provider's page
     * @param cookie what this browser must bring back; no other may see it
     */
    public record Start(URI to, String cookie) {
        @Override
        public String toString() {
            return "Start[" + to.getHost() + "]";
        }
    }

    /**
     * Empty if there is no such provider; a {@link ProviderFailure} if it does not answer.
     *
     * @param returnTo a path of ours, checked
     */
    public Mono<Start> start(String provider, String returnTo, URI callback) {
        return providers.find(provider).flatMap(found -> {
            var attempt = new Attempt(
                    found.id(), keeping.random.next(), keeping.clock.instant().plus(PATIENCE), returnTo);
            return exchange.wayThere(found, attempt, callback)
                    .map(to -> new Start(to, keeping.box.seal(attempt.text(), OWNER)));
        });
    }

    /** The end of the way: a session, or why there is none. */
    public Mono<OidcOutcome> finish(Optional<String> cookie, Callback callback, URI here, Visit visit) {
        return Mono.justOrEmpty(cookie.flatMap(this::attempt).filter(attempt -> fits(attempt, callback)))
                .filterWhen(this::firstTime)
                .flatMap(attempt -> providers
                        .find(attempt.provider())
                        .flatMap(provider ->
                                exchange.wayBack(new Exchange.Way(provider, attempt, here), callback, visit)))
                .defaultIfEmpty(new OidcOutcome.Refused(
                        OidcOutcome.Reason.BROKEN,
                        "This sign-in was begun in another browser, took longer than %d minutes, or is over; begin again."
                                .formatted(PATIENCE.toMinutes())));
    }

    private Optional<Attempt> attempt(String cookie) {
        try {
            return Attempt.parse(keeping.box.open(cookie, OWNER))
                    .filter(attempt -> attempt.until().isAfter(keeping.clock.instant()));
        } catch (SecretUnreadable notOurs) {
            return Optional.empty();
        }
    }

    private static boolean fits(Attempt attempt, Callback callback) {
        return callback.state()
                .filter(state -> new Secret(attempt.state()).equalsInConstantTime(new Secret(state)))
                .isPresent();
    }

    private Mono<Boolean> firstTime(Attempt attempt) {
        return keeping.database
                .sql("INSERT INTO oidc_used (state_hash, expires_at) VALUES (:hash, :until) ON CONFLICT DO NOTHING")
                .bind("hash", new Secret(attempt.state()).fingerprint())
                .bind("until", attempt.until())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
    Mono<Void> forgetUsed() {
        return keeping.database
                .sql("DELETE FROM oidc_used WHERE expires_at <= :now")
                .bind("now", keeping.clock.instant())
                .then();
    }
}
