package dev.tributary.engine.credential;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** Tries whether the keys of this process open what is stored. Nothing that is opened is kept or shown. Thread-safe. */
public final class SecretTrial {
    private static final int MOST = 20;
    private static final String NO_KEY = "";

    private final SealedSecrets secrets;
    private final SecretBox box;

    SecretTrial(SealedSecrets secrets, SecretBox box) {
        this.secrets = secrets;
        this.box = box;
    }

    /**
     * What came of it.
     *
     * @param shut secrets that do not open
     * @param reasons why the first ones do not, and what to do
     */
    public record Result(long opened, long shut, List<String> reasons) {
        private static final Result NONE = new Result(0, 0, List.of());

        public Result {
            reasons = List.copyOf(reasons);
        }

        private Result withOpened() {
            return new Result(opened + 1, shut, reasons);
        }

        private Result withShut(String reason) {
            var more = new ArrayList<>(reasons);
            if (more.size() < MOST) {
                more.add(reason);
            }
            return new Result(opened, shut + 1, more);
        }
    }

    /** Opens each secret once. */
    public Mono<Result> all() {
        return secrets.allBut(NO_KEY).reduce(Result.NONE, this::tried);
    }

    private Result tried(Result before, SealedSecrets.Sealed secret) {
        try {
            box.open(secret.text(), secret.owner());
            return before.withOpened();
        } catch (SecretUnreadable unreadable) {
            return before.withShut(Objects.requireNonNullElse(unreadable.getMessage(), "It does not open."));
        }
    }
}
