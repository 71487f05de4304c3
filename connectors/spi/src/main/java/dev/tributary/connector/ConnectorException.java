package dev.tributary.connector;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run that could not go on as planned. There is one kind for each thing the engine can do about it, so that a
 * {@code switch} over the kinds is a complete account of how failures are handled. Messages say what happened, to what,
 * and what to do; they are shown to people and never hold a secret.
 */
public abstract sealed class ConnectorException extends RuntimeException {

    private ConnectorException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** The source did not answer, or answered 5xx: worth another try later. */
    public static final class SourceUnavailable extends ConnectorException {
        public SourceUnavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The source asked for patience: the run is deferred, not failed. */
    public static final class RateLimited extends ConnectorException {
        private final transient Optional<Duration> retryAfter;

        /**
         * Tells the wait.
         *
         * @param retryAfter how long the source wants to be left alone, counted from now, if it said
         */
        public RateLimited(Optional<Duration> retryAfter) {
            super(
                    retryAfter
                            .map(wait -> "The source allows no more requests for %d s".formatted(wait.toSeconds()))
                            .orElse("The source allows no more requests for now"),
                    null);
            this.retryAfter = retryAfter;
        }

        public Optional<Duration> retryAfter() {
            return retryAfter;
        }
    }

    /** The credential is no longer good: an administrator has to connect again. */
    public static final class CredentialRejected extends ConnectorException {
        public CredentialRejected(String message) {
            super(message, null);
        }
    }

    /** What the administrator pointed at does not exist or may not be read. */
    public static final class ConfigRejected extends ConnectorException {
        private final String field;

        /**
         * Names the field.
         *
         * @param field the key of the config field at fault, or the empty string if it is not one field's
         */
        public ConfigRejected(String field, String message) {
            super(message, null);
            this.field = field;
        }

        public String field() {
            return field;
        }
    }

    /** One document cannot be read; the others can. It is recorded and tried again with the next runs. */
    public static final class DocumentUnreadable extends ConnectorException {
        public DocumentUnreadable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** One document is larger than the settings allow. It is skipped, with this reason, and not tried again as it is. */
    public static final class ContentTooLarge extends ConnectorException {
        public ContentTooLarge(String message) {
            super(message, null);
        }
    }

    /** The source answered in a shape this connector does not know: a defect, ours or theirs. Nothing is removed. */
    public static final class UnexpectedResponse extends ConnectorException {
        public UnexpectedResponse(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
