package dev.tributary.engine.connector;

import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.ContentTooLarge;
import dev.tributary.connector.ConnectorException.CredentialRejected;
import dev.tributary.connector.ConnectorException.DocumentUnreadable;
import dev.tributary.connector.ConnectorException.RateLimited;
import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import java.time.Duration;

/** The whole account of how failures are handled: one reaction for each kind. */
public final class FailurePolicy {

    /** How long a source that names no time is left alone. */
    private static final Duration UNTOLD = Duration.ofMinutes(1);

    /**
     * How one failure is handled and explained.
     *
     * @param kind its name in the API
     * @param hint what a person can do
     */
    public record Reaction(String kind, String hint, Recovery recovery) {}

    private FailurePolicy() {}

    public static Recovery recovery(ConnectorException failure) {
        return reaction(failure).recovery();
    }

    public static String kind(ConnectorException failure) {
        return reaction(failure).kind();
    }

    public static Reaction reaction(ConnectorException failure) {
        return switch (failure) {
            case SourceUnavailable _ ->
                new Reaction(
                        "sourceUnavailable",
                        "The source is tried again by itself. If this goes on, see whether it is up and reachable.",
                        new Recovery.TryAgain());
            case RateLimited limited ->
                new Reaction(
                        "rateLimited",
                        "The run goes on by itself once the source allows it.",
                        new Recovery.Defer(limited.retryAfter().orElse(UNTOLD)));
            case CredentialRejected _ ->
                new Reaction(
                        "credentialRejected",
                        "Connect the account again or enter a new key; the sync then resumes by itself.",
                        new Recovery.AskToReconnect());
            case ConfigRejected rejected ->
                new Reaction(
                        "configRejected",
                        "Correct the settings of the connector, or give its account access.",
                        new Recovery.AskToReconfigure(rejected.field()));
            case DocumentUnreadable _ ->
                new Reaction(
                        "documentUnreadable",
                        "The document keeps its last good content and is tried again with the next runs.",
                        new Recovery.RecordAndGoOn());
            case ContentTooLarge tooLarge ->
                new Reaction(
                        "contentTooLarge",
                        "The document is left out. Raise %s to include it.".formatted(SourceSettings.MAX_BODY),
                        new Recovery.SkipDocument(tooLarge.getMessage()));
            case UnexpectedResponse _ ->
                new Reaction(
                        "unexpectedResponse",
                        "Nothing was removed. Report this with the message: connector and source disagree.",
                        new Recovery.ReportDefect());
        };
    }
}
