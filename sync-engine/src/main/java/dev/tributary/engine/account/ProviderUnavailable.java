package dev.tributary.engine.account;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A provider did not answer, or not in a way that says anything about the account: worth another try later. */
final class ProviderUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ProviderUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
