package dev.tributary.web.form;

import dev.tributary.meta.ConfigField.Format;
import java.util.List;

/** A question of the form, ready to be drawn by the fragment of its kind in {@code part/form.html}. */
public sealed interface FieldView {

    Question question();

    /** Lines of text; the last may be blank where the field takes several. */
    record Text(Question question, Format format, List<String> values, boolean grown) implements FieldView {}

    record Numeric(Question question, long min, long max, List<String> values, boolean grown) implements FieldView {}

    /** A few fixed choices. */
    record Options(Question question, List<Option> options) implements FieldView {

        public boolean isAnswered() {
            return options.stream().anyMatch(Option::chosen);
        }
    }

    /** Picked from a live list, or entered by hand. */
    record Pair(Question question, Picker picker, FieldView entered, boolean byHand) implements FieldView {}

    /** One of several things to choose from. */
    record Option(String value, String label, boolean chosen) {

        /** Value and label, so that the label is known when the form comes back. */
        public String both() {
            return value + Posted.SEPARATOR + label.replaceAll("\\s+", " ");
        }
    }

    /** The name of the fragment that draws it. */
    default String fragment() {
        return switch (this) {
            case Text _ -> "text";
            case Numeric _ -> "number";
            case Options _ -> "options";
            case Pair _ -> "pair";
        };
    }

    /** Whether there is something in it that a person should not overlook. */
    default boolean isTouched() {
        return question().error() != null
                || switch (this) {
                    case Text text -> text.values().stream().anyMatch(value -> !value.isEmpty());
                    case Numeric number -> number.values().stream().anyMatch(value -> !value.isEmpty());
                    case Options options -> options.isAnswered();
                    case Pair pair ->
                        !pair.picker().chosen().isEmpty() || pair.picker().opened() != null;
                };
    }
}
