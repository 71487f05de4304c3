package dev.tributary.engine.sync;

/**
 * Why a run did not complete, for a person.
 *
 * @param kind a stable name, as in the API
 * @param message what happened, to what
 * @param hint what to do
 */
public record RunError(String kind, String message, String hint) {

    /** The same, naming the field of the settings at fault, if it is one. */
    RunError about(String field) {
        return field.isEmpty() ? this : new RunError(kind, field + ": " + message, hint);
    }
}
