package dev.tributary.web.page;

import dev.tributary.web.api.ApiProblem;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the engine says is wrong with a form, by field. */
public final class FormErrors {

    private FormErrors() {}

    /** By field; what belongs to no field is under the empty name. */
    public static Map<String, String> of(ApiProblem problem) {
        var errors = new TreeMap<String, String>();
        problem.errors()
                .forEach(error -> errors.merge(error.field(), error.message(), (one, more) -> one + "; " + more));
        if (errors.isEmpty()) {
            errors.put("", problem.detail());
        }
        return errors;
    }

    /**
     * The same for a form that has a place for some fields only. What is wrong with a part of one stands at the whole of it, as of
     * {@code roles.staff} at {@code roles}; anything else is said in general, under the empty name.
     */
    public static Map<String, String> of(ApiProblem problem, Set<String> drawn) {
        var errors = new HashMap<String, String>();
        of(problem).forEach((field, message) -> {
            var place = place(field, drawn);
            var part = field.substring(place.isEmpty() ? 0 : Math.min(field.length(), place.length() + 1));
            errors.merge(place, part.isEmpty() ? message : part + ": " + message, (one, more) -> one + "; " + more);
        });
        return errors;
    }

    private static String place(String field, Set<String> drawn) {
        return drawn.stream()
                .filter(whole -> field.equals(whole) || field.startsWith(whole + "."))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    /** Whether the person in front can do something about it in the form. */
    public static boolean isMendable(Throwable failure) {
        return failure instanceof ApiProblem problem
                && (problem.status() == 422 || problem.status() == 409 || problem.status() == 400);
    }
}
