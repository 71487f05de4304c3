package dev.tributary.engine.web;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import tools.jackson.core.JacksonException;

/** Which problem a failure is. Values that a client sent are not repeated: they may be secrets. */
final class ProblemOf {
    /** SQLSTATE of a text with a NUL character, which PostgreSQL does not store. */
    private static final String NOT_STORABLE = "22021";

    private ProblemOf() {}

    /** Empty when nobody foresaw the failure. */
    static Optional<Problem> failure(ServerHttpRequest request, Throwable failure) {
        return Stream.of(causes(failure))
                .flatMap(List::stream)
                .map(cause -> one(request, cause))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static List<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .toList();
    }

    private static Optional<Problem> one(ServerHttpRequest request, Throwable failure) {
        return switch (failure) {
            case Problem problem -> Optional.of(problem);
            case DataBufferLimitException tooLarge -> Optional.of(tooLarge());
            case ResponseStatusException refused -> refused(request, refused);
            case RejectedExecutionException full -> Optional.of(unavailable("The engine is busy; try again shortly."));
            case DataAccessResourceFailureException down -> Optional.of(noDatabase());
            case CannotCreateTransactionException down -> Optional.of(noDatabase());
            case R2dbcTimeoutException down -> Optional.of(noDatabase());
            case R2dbcException database
            when NOT_STORABLE.equals(database.getSqlState()) ->
                Optional.of(bad("The request contains a character that cannot be stored (NUL); leave it out."));
            default -> Optional.empty();
        };
    }

    private static Optional<Problem> refused(ServerHttpRequest request, ResponseStatusException refused) {
        return switch (refused) {
            case WebExchangeBindException form -> Optional.of(form(form));
            case MissingRequestValueException missing ->
                Optional.of(bad("The request lacks \"" + missing.getName() + "\"; add it.")
                        .with(List.of(new FieldError(missing.getName(), "is needed"))));
            case ServerWebInputException input -> Optional.of(input(input));
            case MethodNotAllowedException method -> Optional.of(method(request, method));
            case UnsupportedMediaTypeStatusException media ->
                Optional.of(Problem.of(
                        Problem.Kind.UNSUPPORTED_MEDIA_TYPE, "Send the body with Content-Type: application/json."));
            case NotAcceptableStatusException accept ->
                Optional.of(Problem.of(
                        Problem.Kind.NOT_ACCEPTABLE, "Here is " + accept.getSupportedMediaTypes() + " only."));
            default -> status(request, refused);
        };
    }

    private static Optional<Problem> status(ServerHttpRequest request, ResponseStatusException refused) {
        return switch (refused.getStatusCode().value()) {
            case 404 ->
                Optional.of(Problem.of(
                        Problem.Kind.NOT_FOUND,
                        "There is nothing at %s %s."
                                .formatted(
                                        request.getMethod(), request.getPath().value())));
            case 400 -> Optional.of(bad("The request cannot be understood; compare it with /openapi.json."));
            case 413 -> Optional.of(tooLarge());
            case 503 -> Optional.of(unavailable("The engine is not ready; try again shortly."));
            default -> Optional.empty();
        };
    }

    private static Problem form(WebExchangeBindException form) {
        return Problem.invalid(form.getFieldErrors().stream()
                .map(error -> new FieldError(
                        error.getField(),
                        Optional.ofNullable(error.getDefaultMessage()).orElse("is not valid")))
                .toList());
    }

    private static Problem input(ServerWebInputException input) {
        var causes = causes(input);
        if (causes.stream().anyMatch(DataBufferLimitException.class::isInstance)) {
            return tooLarge();
        }
        var json = causes.stream()
                .filter(JacksonException.class::isInstance)
                .map(JacksonException.class::cast)
                .findFirst();
        if (json.isPresent()) {
            return JsonProblem.of(json.get());
        }
        var parameter = input.getMethodParameter();
        if (parameter == null || input.getCause() == null) {
            return bad("The request has no body; send a JSON object.");
        }
        var name = Optional.ofNullable(parameter.getParameterName()).orElse("the request");
        return bad("The value of \"" + name + "\" has the wrong type; compare it with /openapi.json.")
                .with(List.of(new FieldError(name, "has the wrong type")));
    }

    private static Problem method(ServerHttpRequest request, MethodNotAllowedException refused) {
        var allowed = refused.getSupportedMethods().stream()
                .map(HttpMethod::name)
                .sorted()
                .collect(Collectors.joining(", "));
        return Problem.of(
                        Problem.Kind.METHOD_NOT_ALLOWED,
                        "%s does not take %s, but %s."
                                .formatted(request.getPath().value(), refused.getHttpMethod(), allowed))
                .with(HttpHeaders.ALLOW, allowed);
    }

    private static Problem tooLarge() {
        return RequestSize.tooLarge();
    }

    private static Problem noDatabase() {
        return unavailable("The database does not answer; try again shortly.");
    }

    private static Problem unavailable(String detail) {
        return Problem.of(Problem.Kind.UNAVAILABLE, detail).with(HttpHeaders.RETRY_AFTER, "5");
    }

    private static Problem bad(String detail) {
        return Problem.of(Problem.Kind.BAD_REQUEST, detail);
    }
}
