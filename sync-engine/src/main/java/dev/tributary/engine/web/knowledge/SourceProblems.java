package dev.tributary.engine.web.knowledge;

import dev.tributary.connector.ConfigCheck;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.CredentialRejected;
import dev.tributary.connector.ConnectorException.RateLimited;
import dev.tributary.engine.connector.FailurePolicy;
import dev.tributary.engine.knowledge.SourceAnswers;
import dev.tributary.engine.web.FieldError;
import dev.tributary.engine.web.Problem;
import dev.tributary.meta.AuthConfig;
import dev.tributary.meta.ConfigField;
import dev.tributary.meta.ConfigField.Format;
import dev.tributary.meta.ConfigField.ShortInput;
import dev.tributary.meta.ConnectorMeta;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;

/** What a source says to the answers of a form, as a problem that names the field where there is one. */
record SourceProblems(ConnectorMeta type, SourceAnswers answers) {

    /** The form as a whole, when no single field of it is at fault. */
    private static final String CONFIG = "config";

    Problem of(ConfigCheck.Rejected rejected) {
        return config(rejected.field(), rejected.reason());
    }

    Problem of(ConnectorException failure) {
        return switch (failure) {
            case CredentialRejected rejected
            when type.auth() instanceof AuthConfig.OAuth -> Problem.invalid("credentialId", rejected.getMessage());
            case CredentialRejected rejected -> secrets(rejected.getMessage());
            case ConfigRejected rejected -> config(rejected.field(), rejected.getMessage());
            case RateLimited limited ->
                limited.retryAfter()
                        .map(wait -> unavailable(limited)
                                .with(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds()))))
                        .orElseGet(() -> unavailable(limited));
            case ConnectorException.SourceUnavailable unavailable -> unavailable(unavailable);
            case ConnectorException.DocumentUnreadable _,
                    ConnectorException.ContentTooLarge _,
                    ConnectorException.UnexpectedResponse _ -> unavailable(failure);
        };
    }

    private Problem unavailable(ConnectorException failure) {
        var hint = failure instanceof RateLimited
                ? "Wait and send again."
                : "See whether it is up and reachable from here, and whether the address is right.";
        return Problem.of(
                failure instanceof RateLimited ? Problem.Kind.UNAVAILABLE : Problem.Kind.SOURCE_FAILED,
                "%s (%s): %s. %s"
                        .formatted(type.name(), FailurePolicy.kind(failure), sentence(failure.getMessage()), hint));
    }

    private Problem secrets(String message) {
        var declared = type.auth() instanceof AuthConfig.ApiKey key ? key.secrets() : List.<AuthConfig.Secret>of();
        var given = declared.stream()
                .map(AuthConfig.Secret::name)
                .filter(answers.secretNames()::contains)
                .toList();
        var blamed = given.isEmpty()
                ? declared.stream().map(AuthConfig.Secret::name).limit(1).toList()
                : given;
        return blamed.isEmpty()
                ? config("", message)
                : Problem.invalid(blamed.stream()
                        .map(name -> new FieldError("secrets." + name, answers.scrubbed(message)))
                        .toList());
    }

    private Problem config(String field, String message) {
        var blamed = field.isEmpty() ? addressIn(message) : CONFIG + "." + field;
        return Problem.invalid(blamed, answers.scrubbed(message));
    }

    /** The field with the address that the message is about, as when its host may not be asked. */
    private String addressIn(String message) {
        return type.fields().stream()
                .filter(field -> hosts(field).anyMatch(message::contains))
                .map(field -> CONFIG + "." + field.key())
                .findFirst()
                .orElse(CONFIG);
    }

    private Stream<String> hosts(ConfigField field) {
        var isAddress = field instanceof ShortInput input && input.format() == Format.URL;
        return isAddress
                ? answers.config().getOrDefault(field.key(), List.of()).stream()
                        .map(address -> URI.create(address.strip()).getHost())
                : Stream.of();
    }

    private String sentence(String message) {
        return answers.scrubbed(message).replaceFirst("[.\\s]+$", "");
    }
}
