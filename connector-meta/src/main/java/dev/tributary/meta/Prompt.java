package dev.tributary.meta;

/**
 * How a question is put to the administrator.
 *
 * @param many whether it takes several answers
 * @param advanced whether it stays hidden until the administrator asks for more
 */
public record Prompt(String title, String placeholder, String help, boolean required, boolean many, boolean advanced) {

    public static Prompt required(String title) {
        return new Prompt(title, "", "", true, false, false);
    }

    public static Prompt optional(String title) {
        return new Prompt(title, "", "", false, false, false);
    }

    /** Shows {@code text} in the empty field. */
    public Prompt placeholder(String text) {
        return new Prompt(title, text, help, required, many, advanced);
    }

    /** Explains the question in one sentence. */
    public Prompt help(String text) {
        return new Prompt(title, placeholder, text, required, many, advanced);
    }

    /** Takes several answers. */
    public Prompt takingMany() {
        return new Prompt(title, placeholder, help, required, true, advanced);
    }

    /** Hides the question until the administrator asks for more. */
    public Prompt inAdvanced() {
        return new Prompt(title, placeholder, help, required, many, true);
    }
}
