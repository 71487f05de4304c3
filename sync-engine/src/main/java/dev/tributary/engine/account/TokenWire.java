package dev.tributary.engine.account;

import dev.tributary.engine.connector.SourceClient;
import dev.tributary.meta.oauth.BodyFormat;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.ReactiveHttpInputMessage;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.BodyExtractor;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** HTTP to providers: the rules for addresses hold, answers are small and come soon, and nothing of them is logged. */
@Component
final class TokenWire {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int LARGEST = 256 * 1024;
    private static final String GRANTED = "granted";

    private final WebClient form;
    private final WebClient json;

    TokenWire(SourceClient http) {
        form = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(http.http()))
                .build();
        json = form.mutate()
                .filter((request, next) -> next.exchange(JsonBody.of(request)))
                .build();
    }

    WebClient client(BodyFormat format) {
        return switch (format) {
            case FORM -> form;
            case JSON -> json;
        };
    }

    /** Reads what Spring's token clients got, whatever its status and form. */
    static BodyExtractor<Mono<OAuth2AccessTokenResponse>, ReactiveHttpInputMessage> extractor(TokenAnswers answers) {
        return (message, _) -> bytes(message.getBody()).map(body -> springs(answers.read(status(message), body)));
    }

    private static int status(ReactiveHttpInputMessage message) {
        return message instanceof ClientHttpResponse response
                ? response.getStatusCode().value()
                : 200;
    }

    /** Spring's type has no place for what some providers tell: ours travels within it. */
    private static OAuth2AccessTokenResponse springs(Granted granted) {
        return OAuth2AccessTokenResponse.withToken(granted.accessToken())
                .tokenType(OAuth2AccessToken.TokenType.BEARER)
                .additionalParameters(Map.of(GRANTED, granted))
                .build();
    }

    static Granted granted(OAuth2AccessTokenResponse response) {
        return (Granted)
                Objects.requireNonNull(response.getAdditionalParameters().get(GRANTED));
    }

    /** The bytes of an answer and its status, for what is no token. */
    static <T> Function<ClientResponse, Mono<T>> reading(Reading<T> reading) {
        return response -> bytes(response.bodyToFlux(DataBuffer.class))
                .map(body -> reading.of(response.statusCode().value(), body));
    }

    private static Mono<byte[]> bytes(Flux<DataBuffer> parts) {
        return DataBufferUtils.join(parts, LARGEST)
                .map(buffer -> {
                    var body = new byte[buffer.readableByteCount()];
                    buffer.read(body);
                    DataBufferUtils.release(buffer);
                    return body;
                })
                .defaultIfEmpty(new byte[0]);
    }

    /** What to make of an answer. */
    @FunctionalInterface
    interface Reading<T> {
        T of(int status, byte[] body);
    }

    /** Gives up in time, and tells failures that may pass from refusals. */
    static <T> Mono<T> patient(Mono<T> request) {
        return request.timeout(PATIENCE).onErrorMap(TokenWire::failure);
    }

    private static Throwable failure(Throwable failure) {
        for (var cause = Exceptions.unwrap(failure); cause != null; cause = cause.getCause()) {
            if (cause instanceof TokenRefused || cause instanceof ProviderUnavailable) {
                return cause;
            }
        }
        return switch (failure) {
            case TimeoutException late -> new ProviderUnavailable("it did not answer in time", late);
            case DataBufferLimitException large -> new ProviderUnavailable("its answer is too large", large);
            case WebClientException broken ->
                new ProviderUnavailable("it cannot be reached (%s)".formatted(reason(broken)), broken);
            default -> failure;
        };
    }

    private static String reason(Throwable broken) {
        var cause = broken.getCause();
        return (cause == null ? broken : cause).getClass().getSimpleName();
    }
}
