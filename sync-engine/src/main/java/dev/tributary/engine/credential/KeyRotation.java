package dev.tributary.engine.credential;

import dev.tributary.engine.storage.OwnerOnlyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Lets a new key take over while the engine runs: secrets are sealed anew in batches, the old key opens the rest meanwhile.
 * Each process does it at its start and every hour; a secret that changes at the same moment is left as it then is.
 * Thread-safe.
 */
public final class KeyRotation {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);

    private final SealedSecrets secrets;
    private final SecretBox box;
    private final RandomGenerator random;
    private final Object changing = new Object();
    private volatile Keys keys;

    KeyRotation(SealedSecrets secrets, SecretBox box, Keys keys, RandomGenerator random) {
        this.secrets = secrets;
        this.box = box;
        this.keys = keys;
        this.random = random;
    }

    /**
     * How far it is.
     *
     * @param place where the current key is kept
     * @param canMakeKeys whether {@link #renew()} works, because the keys are in a file of ours
     * @param keys those of this process, the current one first, and any that only stored secrets name
     */
    public record Progress(String place, boolean canMakeKeys, List<Key> keys) {
        /** Secrets that the current key does not open yet. */
        public long remaining() {
            return keys.stream()
                    .filter(key -> !key.current())
                    .mapToLong(Key::secrets)
                    .sum();
        }
    }

    /**
     * A key.
     *
     * @param here whether this process has it
     * @param secrets how many it seals
     */
    public record Key(String id, boolean current, boolean here, long secrets) {}

    /** What came of asking for a change of the keys. */
    public enum Answer {
        DONE,
        /** The keys are not in a file of ours. */
        KEPT_ELSEWHERE,
        /** It is the current key, or secrets are still sealed with it. */
        IN_USE,
        NO_SUCH_KEY
    }

    public Mono<Progress> progress() {
        return secrets.counts()
                .collect(Collectors.groupingBy(
                        SealedSecrets.Count::key, Collectors.summingLong(SealedSecrets.Count::secrets)))
                .map(counts -> {
                    var ring = box.keys();
                    var ids = ring.all().stream().map(EncryptionKey::id).collect(Collectors.toList());
                    counts.keySet().stream()
                            .filter(id -> !ids.contains(id))
                            .sorted()
                            .forEach(ids::add);
                    var here = keys;
                    return new Progress(
                            here.place().name().toLowerCase(java.util.Locale.ROOT),
                            here.file().isPresent(),
                            ids.stream()
                                    .map(id -> new Key(
                                            id,
                                            id.equals(ring.current().id()),
                                            ring.key(id).isPresent(),
                                            counts.getOrDefault(id, 0L)))
                                    .toList());
                });
    }

    /** Makes a new key the current one. */
    public Mono<Answer> renew() {
        return change(ring -> ring.renewed(EncryptionKey.parse(EncryptionKey.generate(random), "The new key")));
    }

    /** Lets stored secrets follow without waiting for them; what is left over follows within the hour. */
    public void resealInBackground() {
        resealAll()
                .subscribe(_ -> {}, failure -> LOG.warn("Sealing anew stopped; it goes on within the hour", failure));
    }

    /** Forgets a key that seals nothing any more. Backups of the database that it sealed can then no longer be read. */
    public Mono<Answer> forget(String id) {
        return progress()
                .flatMap(progress -> progress.keys().stream()
                        .filter(key -> key.id().equals(id) && key.here())
                        .findFirst()
                        .map(key -> key.current() || key.secrets() > 0
                                ? Mono.just(Answer.IN_USE)
                                : change(ring -> ring.without(id)))
                        .orElseGet(() -> Mono.just(Answer.NO_SUCH_KEY)));
    }

    private interface Change {
        KeyRing of(KeyRing ring);
    }

    /** In the file first: a key that seals and is written nowhere would be lost with this process. */
    private Mono<Answer> change(Change change) {
        return Mono.fromSupplier(() -> {
                    synchronized (changing) {
                        var before = keys;
                        if (before.file().isEmpty()) {
                            return Answer.KEPT_ELSEWHERE;
                        }
                        var after = before.with(change.of(before.ring()));
                        write(before.file().get(), after.ring());
                        keys = after;
                        box.use(after.ring());
                        return Answer.DONE;
                    }
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static void write(OwnerOnlyFile file, KeyRing ring) {
        try {
            file.write(ring.all().stream().map(EncryptionKey::base64).collect(Collectors.joining("\n")));
        } catch (IOException failure) {
            throw new UncheckedIOException("The key file %s cannot be written".formatted(file.path()), failure);
        }
    }

    @Scheduled(fixedDelay = 60, initialDelay = 0, timeUnit = TimeUnit.MINUTES)
    Mono<Void> resealAll() {
        return reseal().doOnNext(count -> {
                    if (count > 0) {
                        LOG.info(
                                "Sealed {} secrets with key {}",
                                count,
                                box.keys().current().id());
                    }
                })
                .then();
    }

    /** Seals with the current key what another one sealed, and returns the number of secrets. */
    Mono<Long> reseal() {
        return Mono.defer(() -> secrets.allBut(box.keys().current().id())
                .concatMap(this::reseal)
                .reduce(0L, Long::sum));
    }

    private Mono<Long> reseal(SealedSecrets.Sealed secret) {
        return Mono.defer(() -> Mono.justOrEmpty(box.reseal(secret.text(), secret.owner())))
                .flatMap(next -> secrets.replace(secret, next))
                .onErrorResume(SecretUnreadable.class, unreadable -> {
                    LOG.warn("Not sealed anew: {}", unreadable.getMessage());
                    return Mono.just(0L);
                })
                .defaultIfEmpty(0L);
    }
}
