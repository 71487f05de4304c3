package dev.tributary.web;

import dev.tributary.meta.ConfigField;
import dev.tributary.meta.ConfigField.CanonicalPair;
import dev.tributary.meta.ConfigField.Dropdown;
import dev.tributary.meta.ConfigField.NumberInput;
import dev.tributary.meta.ConfigField.ShortInput;
import dev.tributary.meta.ConnectorMeta;
import java.util.List;

/** Which control draws each field of a form. A new kind of field does not compile until it has one. */
final class FormOutline {

    private FormOutline() {}

    static List<String> controls(ConnectorMeta meta) {
        return meta.fields().stream().map(FormOutline::control).toList();
    }

    private static String control(ConfigField field) {
        return switch (field) {
            case ShortInput _ -> "text";
            case NumberInput _ -> "number";
            case Dropdown _ -> "select";
            case CanonicalPair _ -> "picker";
        };
    }
}
