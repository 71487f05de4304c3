package dev.tributary.web.page;

import dev.tributary.web.api.ApiProblem;
import java.util.HashMap;
import java.util.Map;

/** What the engine says is wrong with a form, by field. */
public final class FormErrors {

    private FormErrors() {}

    /** By field; what belongs to no field is under the empty name. */
    public static Map<String, String> of(ApiProblem problem) {
        var errors = new HashMap<String, String>();
        problem.errors()
                .forEach(error -> errors.merge(error.field(), error.message(), (one, more) -> one + "; " + more));
        if (errors.isEmpty()) {
            errors.put("", problem.detail());
        }
        return errors;
    }

    /** Whether the person in front can do something about it in the form. */
    public static boolean isMendable(Throwable failure) {
        return failure instanceof ApiProblem problem
                && (problem.status() == 422 || problem.status() == 409 || problem.status() == 400);
    }
}
