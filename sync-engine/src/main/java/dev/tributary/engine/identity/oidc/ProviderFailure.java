package dev.tributary.engine.identity.oidc;

import java.util.Objects;

/** A provider does not answer as it should; the message is for a person and holds no secret. */
public final class ProviderFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProviderFailure(String message) {
        super(message);
    }

    ProviderFailure(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
