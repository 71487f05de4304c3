package dev.tributary.web.connector;

import dev.tributary.meta.ConfigField;
import dev.tributary.meta.ConnectorMeta;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One answer of a connector's form, in the words of the form. */
public record Setting(String title, String value) {

    /**
     * What was answered, in the order of the form; what was left open is left out.
     *
     * @param meta the type's declaration; without one, answers go by their keys
     */
    static List<Setting> of(Optional<ConnectorMeta> meta, Map<String, Object> config) {
        var fields = meta.map(ConnectorMeta::fields).orElse(List.of());
        var known = fields.stream().map(ConfigField::key).collect(Collectors.toSet());
        var asked = fields.stream()
                .map(field ->
                        new Setting(field.prompt().title(), words(labels(field), value(config.get(field.key())))));
        var others = config.entrySet().stream()
                .filter(answer -> !known.contains(answer.getKey()))
                .map(answer -> new Setting(answer.getKey(), words(Map.of(), value(answer.getValue()))));
        return Stream.concat(asked, others)
                .filter(setting -> !setting.value().isBlank())
                .toList();
    }

    /** What a field is called, in the form. */
    static String title(Optional<ConnectorMeta> meta, String key) {
        return meta.stream()
                .flatMap(type -> type.fields().stream())
                .filter(field -> field.key().equals(key))
                .findFirst()
                .map(field -> field.prompt().title())
                .orElse(key);
    }

    private static Map<String, String> labels(ConfigField field) {
        return switch (field) {
            case ConfigField.Dropdown dropdown -> labels(dropdown.choices());
            case ConfigField.CanonicalPair pair -> labels(pair.entered());
            case ConfigField.ShortInput _, ConfigField.NumberInput _ -> Map.of();
        };
    }

    private static Map<String, String> labels(List<ConfigField.Choice> choices) {
        return choices.stream()
                .collect(Collectors.toMap(ConfigField.Choice::value, ConfigField.Choice::label, (one, _) -> one));
    }

    private static List<String> value(@Nullable Object answer) {
        return switch (answer) {
            case null -> List.of();
            case List<?> several -> several.stream().map(Objects::toString).toList();
            default -> List.of(answer.toString());
        };
    }

    private static String words(Map<String, String> labels, List<String> values) {
        return values.stream().map(value -> labels.getOrDefault(value, value)).collect(Collectors.joining(", "));
    }
}
