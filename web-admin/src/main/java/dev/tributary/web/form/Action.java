package dev.tributary.web.form;

/** What a person wants of the form: the button that was pressed. */
public sealed interface Action {

    /** Draws it anew, with all that is filled in. */
    record Look() implements Action {}

    /** Asks the source whether it accepts what is filled in. */
    record Check() implements Action {}

    /** Shows what a sync would bring. */
    record Preview() implements Action {}

    record Save() implements Action {}

    /** Saves a change after its preview showed what goes. */
    record Confirm() implements Action {}

    record Cancel() implements Action {}

    /** Stops a preview that is under way. */
    record Stop() implements Action {}

    /** Lists the choices of a pair from the beginning. */
    record Choose(String key) implements Action {}

    /** Lists the next choices of a pair. */
    record More(String key) implements Action {}

    /** Answers a pair the other way. */
    record Toggle(String key) implements Action {}

    /** One more line for a field that takes several answers. */
    record Add(String key) implements Action {}

    /** Takes away one answer of several, counted from 0 as they were posted. */
    record Remove(String key, int index) implements Action {}

    /** Reads {@code verb} or {@code verb:key}; what is none of them draws the form anew. */
    static Action parse(String text) {
        var parts = text.split(":", 3);
        var key = parts.length > 1 ? parts[1] : "";
        return switch (parts[0]) {
            case "check" -> new Check();
            case "preview" -> new Preview();
            case "save" -> new Save();
            case "confirm" -> new Confirm();
            case "cancel" -> new Cancel();
            case "stop" -> new Stop();
            case "choose" -> new Choose(key);
            case "more" -> new More(key);
            case "toggle" -> new Toggle(key);
            case "add" -> new Add(key);
            case "remove" -> remove(key, parts);
            default -> new Look();
        };
    }

    private static Action remove(String key, String[] parts) {
        return parts.length == 3 && parts[2].matches("[0-9]{1,4}")
                ? new Remove(key, Integer.parseInt(parts[2]))
                : new Look();
    }
}
