package dev.tributary.engine.identity;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;

/**
 * Sees to it that somebody can sign in. While there is no account at all, the start makes {@code admin}, with the password
 * from {@code TRIBUTARY_ADMIN_PASSWORD} or else a generated one. Once there are accounts that variable changes nothing, whatever
 * its value; passwords are then changed through the API. Of several processes that start together one makes the account.
 */
public final class FirstStart implements SmartLifecycle {
    /** The name of the first account. */
    public static final String USERNAME = "admin";

    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);
    private static final int SHORT = 12;
    private static final Duration FOREVER = Duration.ofMillis(Long.MAX_VALUE);

    private final Accounts accounts;
    private final Optional<Secret> chosen;
    private final Secret fallback;
    private final AtomicReference<Optional<Secret>> untold = new AtomicReference<>(Optional.empty());
    private final Mono<Void> done;
    private volatile boolean running;

    FirstStart(Accounts accounts, Optional<Secret> chosen, Secret fallback) {
        this.accounts = accounts;
        this.chosen = chosen;
        this.fallback = fallback;
        this.done = Mono.defer(accounts::exist)
                .flatMap(exist -> exist ? keep() : create())
                .cache(nothing -> FOREVER, failure -> Duration.ZERO, () -> FOREVER);
    }

    /**
     * The password that this start generated, for the banner to print: given out once, to the first who asks; empty when
     * the password was chosen, or the account was there before. An error when the database cannot be asked.
     */
    public Mono<Secret> generatedPassword() {
        return done.then(Mono.defer(() -> Mono.justOrEmpty(untold.getAndSet(Optional.empty()))));
    }

    /** Completes when there is somebody who can sign in; after a failure the next who asks makes it try again. */
    public Mono<Void> done() {
        return done;
    }

    private Mono<Void> create() {
        return accounts.createFirst(USERNAME, chosen.orElse(fallback), chosen.isEmpty())
                .doOnNext(account -> created())
                .then();
    }

    private void created() {
        if (chosen.isEmpty()) {
            untold.set(Optional.of(fallback));
        } else if (chosen.get().text().length() < SHORT) {
            LOG.warn(
                    "TRIBUTARY_ADMIN_PASSWORD has fewer than {} characters; choose a longer password for {}.",
                    SHORT,
                    USERNAME);
        }
    }

    private Mono<Void> keep() {
        if (chosen.isPresent()) {
            LOG.info("There are accounts already: TRIBUTARY_ADMIN_PASSWORD is not used and changes nothing.");
        }
        return Mono.empty();
    }

    @Override
    public void start() {
        running = true;
        done.subscribe(
                nothing -> {},
                failure -> LOG.error("The first account could not be made; the next sign-in tries again.", failure));
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
