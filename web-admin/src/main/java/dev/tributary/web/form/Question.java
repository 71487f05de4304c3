package dev.tributary.web.form;

import dev.tributary.meta.Prompt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all fields have when they are drawn.
 *
 * @param error what is wrong with the answer
 * @param dependents the elements that are drawn anew when the answer changes
 */
public record Question(String key, Prompt prompt, @Nullable String error, List<String> dependents) {

    /** The element of the field. */
    public String id() {
        return id(key);
    }

    static String id(String key) {
        return "field-" + key.replaceAll("[^A-Za-z0-9_-]", "_");
    }

    /** Its input's. */
    public String input() {
        return id() + "-input";
    }

    /** As in forms and in the engine's errors. */
    public String name() {
        return "config." + key;
    }

    public String title() {
        return prompt.title();
    }

    /** For {@code hx-select-oob}. */
    public String refreshed() {
        return String.join(",", dependents.stream().map(id -> "#" + id).toList());
    }
}
