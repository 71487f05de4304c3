package dev.tributary.meta;

import dev.tributary.meta.ConfigField.CanonicalPair;
import dev.tributary.meta.ConfigField.Dropdown;
import dev.tributary.meta.ConfigField.Format;
import dev.tributary.meta.ConfigField.NumberInput;
import dev.tributary.meta.ConfigField.ShortInput;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks the answers to a form against its declaration, without asking the source. */
public final class FormCheck {

    /** What is wrong with the answer to one field, in words for the person who gave it. */
    public record Problem(String field, String message) {}

    private FormCheck() {}

    /** Returns the problems in the order of the form; none means that the answers may go to the source. */
    public static List<Problem> config(ConnectorMeta meta, Map<String, List<String>> answers) {
        var problems = new ArrayList<Problem>();
        for (var field : meta.fields()) {
            problem(field, answers.getOrDefault(field.key(), List.of()))
                    .ifPresent(message -> problems.add(new Problem(field.key(), message)));
        }
        var known = meta.fields().stream().map(ConfigField::key).toList();
        answers.keySet().stream()
                .filter(key -> !known.contains(key))
                .sorted()
                .forEach(key -> problems.add(new Problem(key, meta.name() + " has no such field")));
        return problems;
    }

    /** Returns the problems with the names of the given secrets; their values are never looked at. */
    public static List<Problem> secrets(ConnectorMeta meta, Set<String> given) {
        var asked = meta.auth() instanceof AuthConfig.ApiKey key ? key.secrets() : List.<AuthConfig.Secret>of();
        var problems = new ArrayList<Problem>();
        asked.stream()
                .filter(secret -> !secret.optional() && !given.contains(secret.name()))
                .forEach(secret -> problems.add(new Problem(secret.name(), secret.label() + " is required")));
        var names = asked.stream().map(AuthConfig.Secret::name).toList();
        given.stream()
                .filter(name -> !names.contains(name))
                .sorted()
                .forEach(name -> problems.add(new Problem(name, meta.name() + " asks for no such secret")));
        return problems;
    }

    private static Optional<String> problem(ConfigField field, List<String> given) {
        var answers = given.stream().filter(answer -> !answer.isBlank()).toList();
        var prompt = field.prompt();
        if (answers.isEmpty()) {
            return prompt.required() ? Optional.of(prompt.title() + " is required") : Optional.empty();
        }
        if (answers.size() > 1 && !prompt.many()) {
            return Optional.of(prompt.title() + " takes one answer, not " + answers.size());
        }
        return answers.stream()
                .map(answer -> problem(field, answer))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> problem(ConfigField field, String answer) {
        return switch (field) {
            case ShortInput input -> input.format() == Format.URL ? urlProblem(answer) : Optional.empty();
            case NumberInput number -> numberProblem(number, answer);
            case Dropdown dropdown -> choiceProblem(dropdown, answer);
            case CanonicalPair pair -> problem(pair.entered(), answer);
        };
    }

    private static Optional<String> choiceProblem(Dropdown dropdown, String answer) {
        var values = dropdown.choices().stream().map(ConfigField.Choice::value).toList();
        return values.contains(answer)
                ? Optional.empty()
                : Optional.of("'%s' is not one of %s".formatted(answer, String.join(", ", values)));
    }

    private static Optional<String> numberProblem(NumberInput number, String answer) {
        try {
            var value = Long.parseLong(answer.strip());
            if (value >= number.min() && value <= number.max()) {
                return Optional.empty();
            }
        } catch (NumberFormatException notANumber) {
            // told below, with the range
        }
        return Optional.of("'%s' is not a whole number from %d to %d".formatted(answer, number.min(), number.max()));
    }

    private static Optional<String> urlProblem(String answer) {
        try {
            var url = URI.create(answer.strip());
            var scheme = url.getScheme() == null ? "" : url.getScheme();
            if (url.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
                return Optional.empty();
            }
        } catch (IllegalArgumentException notAUrl) {
            // told below
        }
        return Optional.of("'%s' is not a web address such as https://example.com".formatted(answer));
    }
}
