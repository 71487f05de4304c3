package dev.tributary.web.api;

import java.util.List;

/** Refusals of an engine to try things with. */
public final class Problems {

    private Problems() {}

    public static ApiProblem of(int status, String detail) {
        return new ApiProblem(new ApiProblem.Body("", "", status, detail, null));
    }

    /** One that says what is wrong with which field. */
    public static ApiProblem of(ApiProblem.FieldError... errors) {
        return new ApiProblem(new ApiProblem.Body("", "", 422, "Not all of it can be taken.", List.of(errors)));
    }
}
