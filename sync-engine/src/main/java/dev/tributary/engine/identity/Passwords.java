package dev.tributary.engine.identity;

import java.util.random.RandomGenerator;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Argon2id with the parameters OWASP gives as its minimum (19 MiB, two passes, one lane). Hashing takes tens of
 * milliseconds and all that memory, so two at a time are hashed, on threads of their own, and more than a few hundred
 * that wait are refused.
 */
final class Passwords implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int WAITING = 100;

    private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);
    private final Scheduler scheduler = Schedulers.newBoundedElastic(THREADS, WAITING, "password");
    private final Mono<String> nobody;

    Passwords(RandomGenerator random) {
        this.nobody = hash(Secret.random(random, "")).cache();
    }

    Mono<String> hash(Secret password) {
        return Mono.fromCallable(() -> encoder.encode(password.text())).subscribeOn(scheduler);
    }

    Mono<Boolean> matches(Secret password, String hash) {
        return Mono.fromCallable(() -> encoder.matches(password.text(), hash)).subscribeOn(scheduler);
    }

    /** Always false, after the time a real comparison takes, so that the answer does not tell which names exist. */
    Mono<Boolean> matchesNobody(Secret password) {
        return nobody.flatMap(hash -> matches(password, hash)).thenReturn(false);
    }

    @Override
    public void close() {
        scheduler.dispose();
    }
}
