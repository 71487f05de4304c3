package dev.tributary.web.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The engine refused, and says why: RFC 9457 problem details. */
public final class ApiProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Body body;

    ApiProblem(Body body) {
        super(body.detail(), null, false, false);
        this.body = body;
    }

    public int status() {
        return body.status();
    }

    public String title() {
        return body.title();
    }

    public String detail() {
        return body.detail();
    }

    public List<FieldError> errors() {
        return body.errors();
    }

    /** What was asked for is not there, or not any more. */
    public static boolean isNotFound(Throwable failure) {
        return failure instanceof ApiProblem problem && problem.status() == 404;
    }

    /** Nobody is signed in, or not any more. */
    public boolean asksToSignIn() {
        return status() == 401 && body.type().endsWith("/unauthenticated");
    }

    /** What is wrong with one field of a form. */
    public record FieldError(String field, String message) {}

    record Body(String type, String title, int status, String detail, List<FieldError> errors) {
        Body(
                @Nullable String type,
                @Nullable String title,
                int status,
                @Nullable String detail,
                @Nullable List<FieldError> errors) {
            this.type = Objects.requireNonNullElse(type, "");
            this.title = Objects.requireNonNullElse(title, "");
            this.status = status;
            this.detail = Objects.requireNonNullElse(detail, "");
            this.errors = Optional.ofNullable(errors).map(List::copyOf).orElse(List.of());
        }
    }
}
