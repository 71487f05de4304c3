package dev.tributary.engine.web;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a form, so that all of it is told at once. Not thread-safe. */
public final class FieldErrors {
    private final List<FieldError> errors = new ArrayList<>();

    public void add(String field, String message) {
        errors.add(new FieldError(field, message));
    }

    /** Throws the errors as a problem (422), if there are any. */
    public void orThrow() {
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }
}
