package dev.tributary.engine.doctor;

import dev.tributary.engine.credential.KeyRotation;
import dev.tributary.engine.credential.SecretTrial;
import dev.tributary.engine.identity.Actor;
import dev.tributary.engine.identity.Audit;
import dev.tributary.engine.identity.Caller;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whether there is a key, and with the old ones it opens all that is stored. */
@Component
@Order(2)
final class KeyCheck implements Check.OfStore {
    private final ObjectProvider<KeyRotation> rotation;
    private final ObjectProvider<SecretTrial> trial;
    private final Audit audit;

    /** The first two are asked for when they are used: without a key they cannot be made. */
    KeyCheck(ObjectProvider<KeyRotation> rotation, ObjectProvider<SecretTrial> trial, Audit audit) {
        this.rotation = rotation;
        this.trial = trial;
        this.audit = audit;
    }

    @Override
    public String subject() {
        return "Encryption key";
    }

    @Override
    public Flux<Finding> findings(URI callback) {
        return Flux.defer(() -> rotation.getObject()
                .progress()
                .flatMapMany(progress -> Flux.concat(
                        Flux.fromIterable(progress.keys()).map(key -> found(key, progress.place())),
                        writtenDown(progress)
                                .then(Mono.defer(() -> trial.getObject().all()))
                                .map(this::found))));
    }

    /** One entry for all secrets, before the first is opened, of whoever asks: through the API somebody who is signed in. */
    private Mono<Void> writtenDown(KeyRotation.Progress progress) {
        var secrets =
                progress.keys().stream().mapToLong(KeyRotation.Key::secrets).sum();
        return secrets == 0
                ? Mono.empty()
                : Caller.current()
                        .map(Caller::actor)
                        .defaultIfEmpty(Actor.COMMAND)
                        .flatMap(actor -> audit.record(
                                actor, "secrets.check", "encryption", Map.of("secrets", Long.toString(secrets))));
    }

    private Finding found(KeyRotation.Key key, String place) {
        if (key.current()) {
            return new Finding.Fine(
                    subject(),
                    "Key %s, from the %s, seals %s."
                            .formatted(
                                    key.id(),
                                    place.toLowerCase(Locale.ROOT).replace('_', ' '),
                                    Quantity.of(key.secrets(), "stored secret")));
        }
        if (!key.here()) {
            return new Finding.Broken(
                            subject(),
                            Quantity.choose(key.secrets(), "1 stored secret is", "%d stored secrets are")
                                    + " sealed with key %s, which is not here.".formatted(key.id()),
                            "Add that key to TRIBUTARY_ENCRYPTION_OLD_KEYS and restart, or enter those secrets and connect those"
                                    + " accounts again.")
                    .about(About.all(About.Kind.ENCRYPTION));
        }
        return new Finding.Fine(
                subject(),
                key.secrets() > 0
                        ? "Old key %s is still needed by %s, to be sealed anew within the hour while Tributary runs."
                                .formatted(key.id(), Quantity.of(key.secrets(), "secret"))
                        : "Old key %s seals nothing any more: it can go, when no backup that it sealed is needed."
                                .formatted(key.id()));
    }

    Finding found(SecretTrial.Result tried) {
        var all = tried.opened() + tried.shut();
        if (tried.shut() > 0) {
            return new Finding.Broken(
                    subject(),
                    "%d of %s cannot be opened.".formatted(tried.shut(), Quantity.of(all, "stored secret")),
                    tried.reasons().toArray(String[]::new));
        }
        return new Finding.Fine(
                subject(),
                all == 0
                        ? "No secret is stored."
                        : Quantity.choose(
                                all, "The one stored secret can be opened.", "All %d stored secrets can be opened."));
    }
}
