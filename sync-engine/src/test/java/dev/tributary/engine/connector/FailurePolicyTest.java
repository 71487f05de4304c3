package dev.tributary.engine.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.ContentTooLarge;
import dev.tributary.connector.ConnectorException.CredentialRejected;
import dev.tributary.connector.ConnectorException.DocumentUnreadable;
import dev.tributary.connector.ConnectorException.RateLimited;
import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("F1: one kind of failure per reaction")
final class FailurePolicyTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new SourceUnavailable("x", null), "sourceUnavailable", new Recovery.TryAgain()),
                Arguments.of(
                        new RateLimited(Optional.of(Duration.ofHours(3))),
                        "rateLimited",
                        new Recovery.Defer(Duration.ofHours(3))),
                Arguments.of(
                        new RateLimited(Optional.empty()), "rateLimited", new Recovery.Defer(Duration.ofMinutes(1))),
                Arguments.of(new CredentialRejected("x"), "credentialRejected", new Recovery.AskToReconnect()),
                Arguments.of(
                        new ConfigRejected("space", "x"), "configRejected", new Recovery.AskToReconfigure("space")),
                Arguments.of(new DocumentUnreadable("x", null), "documentUnreadable", new Recovery.RecordAndGoOn()),
                Arguments.of(
                        new ContentTooLarge("too large"), "contentTooLarge", new Recovery.SkipDocument("too large")),
                Arguments.of(new UnexpectedResponse("x", null), "unexpectedResponse", new Recovery.ReportDefect()));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void reacts(ConnectorException failure, String kind, Recovery recovery) {
        assertThat(FailurePolicy.kind(failure)).isEqualTo(kind);
        assertThat(FailurePolicy.recovery(failure)).isEqualTo(recovery);
        assertThat(FailurePolicy.reaction(failure).hint()).isNotBlank();
    }

    @Test
    void coversEachKind() {
        var covered = failures().map(arguments -> arguments.get()[0].getClass()).distinct();
        assertThat(covered).hasSameSizeAs(ConnectorException.class.getPermittedSubclasses());
    }
}
