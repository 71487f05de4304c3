package dev.tributary.engine.connector;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.connector.ConfigCheck;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.ContentTooLarge;
import dev.tributary.connector.ConnectorException.CredentialRejected;
import dev.tributary.connector.ConnectorException.DocumentUnreadable;
import dev.tributary.connector.ConnectorException.RateLimited;
import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.Credential;
import java.net.URLEncoder;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was lent out of what a connector says about it: some sources repeat the key that they refuse, and what is said
 * of a run is stored, shown and logged.
 */
record Discretion(Collection<String> secrets) {

    private static final String INSTEAD = "***";

    static Discretion about(Credential lent) {
        var secrets = switch (lent) {
            case Credential.Token token -> List.of(token.secret());
            case Credential.Secrets pasted -> pasted.byName().values();
            case Credential.Anonymous _ -> List.<String>of();
        };
        return new Discretion(
                secrets.stream().filter(secret -> !secret.isBlank()).toList());
    }

    ConfigCheck said(ConfigCheck answer) {
        return switch (answer) {
            case ConfigCheck.Accepted accepted -> accepted;
            case ConfigCheck.Rejected(var field, var message) -> new ConfigCheck.Rejected(field, said(message));
        };
    }

    /** The same failure, or one like it that says nothing of the secrets. */
    Exception said(Exception failure) {
        if (!tells(failure)) {
            return failure;
        }
        if (!(failure instanceof ConnectorException known)) {
            return new UnexpectedResponse(
                    "The connector failed with a defect (%s); report it"
                            .formatted(failure.getClass().getSimpleName()),
                    null);
        }
        var message = said(known.getMessage());
        return switch (known) {
            case SourceUnavailable _ -> new SourceUnavailable(message, null);
            case RateLimited limited -> new RateLimited(limited.retryAfter());
            case CredentialRejected _ -> new CredentialRejected(message);
            case ConfigRejected rejected -> new ConfigRejected(rejected.field(), message);
            case DocumentUnreadable _ -> new DocumentUnreadable(message, null);
            case ContentTooLarge _ -> new ContentTooLarge(message);
            case UnexpectedResponse _ -> new UnexpectedResponse(message, null);
        };
    }

    private String said(String text) {
        return forms().reduce(text, (said, secret) -> said.replace(secret, INSTEAD));
    }

    private boolean tells(@Nullable Throwable failure) {
        return failure != null
                && (tells(Objects.requireNonNullElse(failure.getMessage(), "")) || tells(failure.getCause()));
    }

    private boolean tells(String text) {
        return forms().anyMatch(text::contains);
    }

    /** As they are, and as they are in an address. */
    private Stream<String> forms() {
        return secrets.stream().flatMap(secret -> Stream.of(secret, URLEncoder.encode(secret, UTF_8)));
    }

    @Override
    public String toString() {
        return "Discretion[...]";
    }
}
