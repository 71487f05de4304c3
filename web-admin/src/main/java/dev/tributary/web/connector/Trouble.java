package dev.tributary.web.connector;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a connector, and what helps.
 *
 * @param sentence what happened
 * @param hint what to do; empty where the button says it
 */
public record Trouble(
        String sentence, String hint, @Nullable Button button) {

    /**
     * What a button does.
     *
     * @param key of its text
     * @param path where it leads, or, of a change, where it is sent to
     * @param way how
     * @param name of the field that is sent along, and its value
     */
    public record Button(String key, String path, Way way, String name, String value) {

        static Button link(String key, String path) {
            return new Button(key, path, Way.LINK, "", "");
        }

        static Button dialog(String key, String path) {
            return new Button(key, path, Way.DIALOG, "", "");
        }

        static Button send(String key, String path) {
            return new Button(key, path, Way.SEND, "", "");
        }

        static Button run(String key, String connector, String kind) {
            return new Button(key, "/ui/connectors/" + connector + "/run", Way.SEND, "kind", kind);
        }
    }

    /** How a button does it. */
    public enum Way {
        LINK,
        DIALOG,
        SEND
    }
}
