package dev.tributary.meta;

import java.util.List;

/** One question of the add-connector form. */
public sealed interface ConfigField {

    /** The name under which the connector reads the answer. */
    String key();

    Prompt prompt();

    /** A question that can be answered without asking the source. */
    sealed interface Manual extends ConfigField {}

    /** A line of text; with {@link Prompt#many()}, several. */
    record ShortInput(String key, Prompt prompt, Format format) implements Manual {
        public ShortInput(String key, Prompt prompt) {
            this(key, prompt, Format.TEXT);
        }
    }

    /** A whole number from {@code min} to {@code max}. */
    record NumberInput(String key, Prompt prompt, long min, long max) implements Manual {}

    /** One of a few fixed choices; the first is preselected where an answer is required. */
    record Dropdown(String key, Prompt prompt, List<Choice> choices) implements Manual {
        public Dropdown {
            choices = List.copyOf(choices);
        }
    }

    /**
     * One answer, two ways to give it: picked from a list that the source provides, or entered by hand. A
     * {@link Selector} exists only inside a pair, so no form can lock out an administrator whose listing call fails.
     */
    record CanonicalPair(Selector picked, Manual entered) implements ConfigField {
        public CanonicalPair {
            if (picked.prompt().required() != entered.prompt().required()
                    || picked.prompt().many() != entered.prompt().many()) {
                throw new IllegalArgumentException("both halves of '%s' must ask alike".formatted(entered.key()));
            }
        }

        @Override
        public String key() {
            return entered.key();
        }

        @Override
        public Prompt prompt() {
            return entered.prompt();
        }
    }

    /** Choices listed live from the source under {@code source}, once the fields in {@code dependsOn} are answered. */
    record Selector(String source, Prompt prompt, List<String> dependsOn) {
        public Selector {
            dependsOn = List.copyOf(dependsOn);
        }
    }

    record Choice(String value, String label) {}

    /** What a line of text must look like. */
    enum Format {
        TEXT,
        /** An absolute http or https address. */
        URL,
        /** The full path of a folder on the engine's machine; the engine lets connectors read only those its settings open. */
        FOLDER
    }
}
