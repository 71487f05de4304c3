package dev.tributary.web.api;

/** Refusals of an engine to try things with. */
public final class Problems {

    private Problems() {}

    public static ApiProblem of(int status, String detail) {
        return new ApiProblem(new ApiProblem.Body("", "", status, detail, null));
    }
}
