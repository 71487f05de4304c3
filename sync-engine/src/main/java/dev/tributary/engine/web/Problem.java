package dev.tributary.engine.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * An answer that is not the one asked for, as RFC 9457 has it: throw it, or give it to {@code Mono.error}, anywhere below a
 * controller. It has no stack trace, for it is an answer, not a fault.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final transient List<FieldError> errors;
    private final transient Map<String, String> headers;

    private Problem(Kind kind, String detail, List<FieldError> errors, Map<String, String> headers) {
        super(detail, null, false, false);
        this.kind = kind;
        this.errors = List.copyOf(errors);
        this.headers = Map.copyOf(headers);
    }

    /** Status, title and {@code type} of a problem; clients may rely on them. */
    public enum Kind {
        BAD_REQUEST(HttpStatus.BAD_REQUEST, "The request cannot be understood", "bad-request"),
        UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "Not signed in", "unauthenticated"),
        SIGN_IN_REFUSED(HttpStatus.UNAUTHORIZED, "Sign-in refused", "sign-in-refused"),
        FORBIDDEN(HttpStatus.FORBIDDEN, "Not allowed", "forbidden"),
        CSRF(HttpStatus.FORBIDDEN, "CSRF token missing or wrong", "csrf"),
        NOT_FOUND(HttpStatus.NOT_FOUND, "Not found", "not-found"),
        METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "Method not allowed", "method-not-allowed"),
        NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "No such representation", "not-acceptable"),
        CONFLICT(HttpStatus.CONFLICT, "In conflict with the present state", "conflict"),
        TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The request is too large", "too-large"),
        UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unsupported media type", "unsupported-media-type"),
        INVALID(HttpStatus.UNPROCESSABLE_CONTENT, "The request is not valid", "invalid"),
        THROTTLED(HttpStatus.TOO_MANY_REQUESTS, "Too many requests", "throttled"),
        INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Unexpected error", "internal"),
        SOURCE_FAILED(HttpStatus.BAD_GATEWAY, "The source does not answer as it should", "source-failed"),
        UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Not available at the moment", "unavailable");

        private final HttpStatus status;
        private final String title;
        private final String slug;

        Kind(HttpStatus status, String title, String slug) {
            this.status = status;
            this.title = title;
            this.slug = slug;
        }

        public HttpStatus status() {
            return status;
        }

        public String title() {
            return title;
        }

        /** A URI reference that identifies the kind and never changes. */
        public String type() {
            return "/problems/" + slug;
        }
    }

    /** The detail says what happened, to what, and what to do; never a secret. */
    public static Problem of(Kind kind, String detail) {
        return new Problem(kind, detail, List.of(), Map.of());
    }

    /** 404: {@code notFound("connector", "17")}. */
    public static Problem notFound(String what, String id) {
        return of(Kind.NOT_FOUND, "There is no %s with the id \"%s\".".formatted(what, id));
    }

    public static Problem conflict(String detail) {
        return of(Kind.CONFLICT, detail);
    }

    /** 422 of a form. */
    public static Problem invalid(List<FieldError> errors) {
        var fields = errors.stream().map(FieldError::field).distinct().toList();
        return of(Kind.INVALID, "Correct and send again: " + String.join(", ", fields) + ".")
                .with(errors);
    }

    /** 422 because of one field. */
    public static Problem invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    /** 429 with {@code Retry-After}, in whole seconds and never too early. */
    public static Problem throttled(String detail, Duration wait) {
        return of(Kind.THROTTLED, detail)
                .with(
                        HttpHeaders.RETRY_AFTER,
                        Long.toString(wait.plusMillis(999).toSeconds()));
    }

    /** The same problem with these field errors. */
    public Problem with(List<FieldError> moreErrors) {
        return new Problem(kind, detail(), moreErrors, headers);
    }

    /** The same problem with one response header more. */
    public Problem with(String header, String value) {
        var all = new HashMap<>(headers);
        all.put(header, value);
        return new Problem(kind, detail(), errors, all);
    }

    public Kind kind() {
        return kind;
    }

    public String detail() {
        return Objects.requireNonNull(getMessage());
    }

    public List<FieldError> errors() {
        return errors;
    }

    Map<String, String> headers() {
        return headers;
    }
}
