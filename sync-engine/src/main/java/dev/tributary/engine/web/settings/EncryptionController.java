package dev.tributary.engine.web.settings;

import dev.tributary.engine.credential.KeyRotation;
import dev.tributary.engine.identity.Audit;
import dev.tributary.engine.identity.Caller;
import dev.tributary.engine.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/settings/encryption")
@Tag(name = "Encryption", description = "The keys that seal stored secrets")
class EncryptionController {
    private final KeyRotation rotation;
    private final Audit audit;

    EncryptionController(KeyRotation rotation, Audit audit) {
        this.rotation = rotation;
        this.audit = audit;
    }

    @GetMapping
    @Operation(summary = "Show which keys there are, and how many secrets each one seals")
    Mono<Encryption> show() {
        return rotation.progress().map(Encryption::of);
    }

    @PostMapping("/rotate")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Make a new key the current one; stored secrets are sealed with it in the background",
            description = "Works where the keys are in the data directory. Back up the key file afterwards.")
    Mono<Encryption> rotate() {
        return rotation.renew()
                .flatMap(answer -> answer == KeyRotation.Answer.DONE
                        ? recorded("encryption.rotate", "encryption", Map.of())
                                .doOnSuccess(_ -> rotation.resealInBackground())
                        : Mono.error(keptElsewhere()))
                .then(show());
    }

    @DeleteMapping("/keys/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Forget a key that seals nothing any more",
            description = "Secrets in older backups of the database can then no longer be read.")
    Mono<Void> forget(@PathVariable String id) {
        return rotation.forget(id).flatMap(answer -> switch (answer) {
            case DONE -> recorded("encryption.forget", "encryption-key:" + id, Map.of());
            case KEPT_ELSEWHERE -> Mono.error(keptElsewhere());
            case IN_USE ->
                Mono.error(Problem.conflict(
                        "Key %s is the current one or still seals secrets; wait until none is left.".formatted(id)));
            case NO_SUCH_KEY -> Mono.error(Problem.notFound("key", id));
        });
    }

    private Mono<Void> recorded(String action, String target, Map<String, String> detail) {
        return Caller.current().flatMap(caller -> audit.record(caller.actor(), action, target, detail));
    }

    private static Problem keptElsewhere() {
        return Problem.conflict(
                "The key of this installation is kept outside of it. Put the new key where the old one is,"
                        + " keep the old one in TRIBUTARY_ENCRYPTION_OLD_KEYS, and restart each process.");
    }

    @Schema(name = "Encryption")
    record Encryption(
            @Schema(
                    description = "Where the current key is kept",
                    allowableValues = {"setting", "file", "command", "data_directory"})
            String place,

            @Schema(description = "Whether POST …/rotate can make a new key")
            boolean canRotate,

            @Schema(description = "Secrets that are not sealed with the current key yet")
            long remaining,

            List<Key> keys) {
        static Encryption of(KeyRotation.Progress progress) {
            return new Encryption(
                    progress.place(),
                    progress.canMakeKeys(),
                    progress.remaining(),
                    progress.keys().stream()
                            .map(key -> new Key(key.id(), key.current(), key.here(), key.secrets()))
                            .toList());
        }
    }

    @Schema(name = "EncryptionKey")
    record Key(
            String id,
            boolean current,

            @Schema(description = "Whether the engine has it; without it, its secrets cannot be read")
            boolean here,

            long secrets) {}
}
