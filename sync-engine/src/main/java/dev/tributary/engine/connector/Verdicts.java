package dev.tributary.engine.connector;

import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.ContentTooLarge;
import dev.tributary.connector.ConnectorException.CredentialRejected;
import dev.tributary.connector.ConnectorException.DocumentUnreadable;
import dev.tributary.connector.ConnectorException.RateLimited;
import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.SourceRequest;
import dev.tributary.connector.SourceResponse;
import dev.tributary.engine.connector.Attempt.Answer;
import dev.tributary.engine.connector.Attempt.Broken;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.timeout.ReadTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.springframework.util.unit.DataSize;

/** What the last try means for the connector. */
final class Verdicts {

    private static final Set<Integer> MAY_PASS = Set.of(408, 425, 429, 500, 502, 503, 504, 529);

    private Verdicts() {}

    /** Whether the connector gets the answer to see. */
    static boolean isDelivered(int status) {
        return (status >= 200 && status < 300) || status == 304 || status == 404 || status == 410;
    }

    /** Whether another try may come out better. */
    static boolean mayPass(Attempt attempt) {
        return switch (attempt) {
            case Answer answer ->
                MAY_PASS.contains(answer.response().status()) || WaitHints.isRateLimit(answer.response());
            case Broken _ -> true;
        };
    }

    /** Whether the source says that it has too much to do. */
    static boolean isTrouble(SourceResponse response) {
        return response.status() == 503 || WaitHints.isRateLimit(response);
    }

    /** Returns what the connector may see, or throws. */
    static SourceResponse of(Attempt attempt) {
        return switch (attempt) {
            case Answer answer -> delivered(answer);
            case Broken broken ->
                throw new SourceUnavailable(
                        "%s did not answer: %s"
                                .formatted(Places.shown(broken.request().uri()), reason(broken.cause())),
                        broken.cause());
        };
    }

    /** A failure that no retry mends, if it is one. */
    static Optional<ConnectorException> beyondRetry(SourceRequest request, Throwable failure, DataSize cap) {
        var place = Places.shown(request.uri());
        return switch (failure) {
            case AddressRefused refused -> Optional.of(new ConfigRejected("", refused.getMessage()));
            case BodySink.TooLarge _ ->
                Optional.of(new ContentTooLarge("%s is larger than %d MB, the limit that %s sets"
                        .formatted(place, cap.toMegabytes(), SourceSettings.MAX_BODY)));
            case BodySink.NotKept notKept ->
                Optional.of(new DocumentUnreadable(
                        "%s could not be kept in the temporary directory; see whether its disk is full"
                                .formatted(place),
                        notKept));
            case DecoderException broken
            when !(broken.getCause() instanceof SSLException) ->
                Optional.of(new UnexpectedResponse(place + " answered with a body that cannot be decoded", broken));
            case IllegalArgumentException illegal ->
                Optional.of(new UnexpectedResponse(place + " cannot be asked this way", illegal));
            default -> Optional.empty();
        };
    }

    private static SourceResponse delivered(Answer answer) {
        var response = answer.response();
        var status = response.status();
        if (isDelivered(status)) {
            return response;
        }
        if (WaitHints.isRateLimit(response)
                || (MAY_PASS.contains(status) && answer.pause().isPresent())) {
            throw new RateLimited(answer.pause());
        }
        throw refusal(Places.shown(response.uri()), status);
    }

    private static ConnectorException refusal(String place, int status) {
        var said = "%s answered %d".formatted(place, status);
        if (status >= 500 || MAY_PASS.contains(status)) {
            return new SourceUnavailable(said + "; it may answer later", null);
        }
        return switch (status) {
            case 401 -> new CredentialRejected(said + ": the credential is missing, wrong or expired; connect again");
            case 403 -> new ConfigRejected("", said + ": the credential may not read this; give it access");
            default ->
                status >= 400
                        ? new ConfigRejected("", said + ": the source refuses this request; check the settings")
                        : new UnexpectedResponse(said + ", which is no answer to this request", null);
        };
    }

    private static String reason(Throwable cause) {
        return switch (cause) {
            case UnknownHostException _ -> "there is no such host; check the address";
            case ReadTimeoutException _ -> "it was silent for too long";
            case SSLException _ -> "no encrypted connection could be made; check its certificate";
            default ->
                "the connection failed or was cut (%s)"
                        .formatted(cause.getClass().getSimpleName());
        };
    }
}
