package dev.tributary.web.connector;

import dev.tributary.web.api.RunsApi.Cause;

/**
 * What helps against what stopped a connector or a run.
 *
 * @param field the key of the setting to be mended, of {@link Act#EDIT}; empty where the engine does not say
 */
public record Advice(Act act, String field) {

    /** What a button can do about it. */
    public enum Act {
        /** It passes by itself, or is nothing that a button mends. */
        WAIT,
        RECONNECT,
        EDIT,
        RETRY_FAILED,
        RUN_NOW
    }

    /**
     * By the kind of the failure.
     *
     * @param hasAccount whether the connector uses a connected account; otherwise its keys are in its form
     */
    public static Advice of(Cause cause, boolean hasAccount) {
        return switch (cause.kind()) {
            case "credentialRejected" -> new Advice(hasAccount ? Act.RECONNECT : Act.EDIT, "");
            case "configRejected" -> new Advice(Act.EDIT, field(cause.message()));
            case "documentsFailed", "documentsFailing" -> new Advice(Act.RETRY_FAILED, "");
            case "sourceUnavailable", "unexpectedResponse", "internal" -> new Advice(Act.RUN_NOW, "");
            default -> new Advice(Act.WAIT, "");
        };
    }

    /** The message of a refused setting begins with the key of its field, as in {@code url: there is nothing}. */
    static String field(String message) {
        var colon = message.indexOf(": ");
        var key = colon < 0 ? "" : message.substring(0, colon);
        return key.matches("[A-Za-z][A-Za-z0-9_]*") ? key : "";
    }

    /** The message with the field's key in it replaced by its title. */
    public String sentence(String message, String title) {
        var rest = field.isEmpty() ? message : title + message.substring(field.length());
        return rest.isEmpty() || rest.matches("(?s).*[.!?]") ? rest : rest + ".";
    }
}
