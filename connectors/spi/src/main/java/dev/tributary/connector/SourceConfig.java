package dev.tributary.connector;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The administrator's answers, by field key, trimmed; blank answers are left out. */
public record SourceConfig(Map<String, List<String>> answers) {

    public SourceConfig {
        answers = answers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> trimmed(entry.getValue())));
    }

    /** The single answer, or the empty string. */
    public String text(String key) {
        return find(key).orElse("");
    }

    public Optional<String> find(String key) {
        return list(key).stream().findFirst();
    }

    public List<String> list(String key) {
        return answers.getOrDefault(key, List.of());
    }

    /** The answer to a number field; the form has checked that it is one. */
    public OptionalLong number(String key) {
        return find(key).map(Long::parseLong).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    private static List<String> trimmed(List<String> values) {
        return values.stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }
}
