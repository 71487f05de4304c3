package dev.tributary.engine.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What is wrong with a JSON body, and where. Jackson's own message repeats values, which may be secrets. */
final class JsonProblem {
    private JsonProblem() {}

    static Problem of(JacksonException failure) {
        return switch (failure) {
            case StreamConstraintsException _ ->
                Problem.of(
                        Problem.Kind.BAD_REQUEST,
                        "The body is nested too deeply, or has a number or name that is too long.");
            case InputCoercionException _ when !failure.getPath().isEmpty() -> field(failure, "is out of range");
            case StorableTexts.NotStorable text
            when !text.getPath().isEmpty() -> Problem.invalid(path(text.getPath()), StorableTexts.NOT_STORABLE);
            case StreamReadException syntax ->
                Problem.of(
                        Problem.Kind.BAD_REQUEST,
                        "The body is not JSON: see line %d, column %d."
                                .formatted(
                                        syntax.getLocation().getLineNr(),
                                        syntax.getLocation().getColumnNr()));
            case UnrecognizedPropertyException unknown -> field(unknown, "is not known here; leave it out");
            case InvalidNullException nothing -> field(nothing, "must not be null");
            case MismatchedInputException mismatch -> field(mismatch, "must be " + expected(mismatch.getTargetType()));
            default -> field(failure, "is not valid here");
        };
    }

    private static Problem field(JacksonException failure, String message) {
        var path = path(failure.getPath());
        if (path.isEmpty()) {
            return Problem.of(Problem.Kind.BAD_REQUEST, "The body " + message + ".");
        }
        return Problem.of(Problem.Kind.BAD_REQUEST, "\"%s\" %s.".formatted(path, message))
                .with(List.of(new FieldError(path, message)));
    }

    private static String path(List<JacksonException.Reference> references) {
        var path = new StringBuilder();
        for (var reference : references) {
            var name = reference.getPropertyName();
            if (name == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name);
            }
        }
        return path.toString();
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        return switch (type.getSimpleName()) {
            case "String" -> "a text";
            case "Instant", "OffsetDateTime" -> "a time such as 2030-01-31T12:00:00Z";
            case "Boolean", "boolean" -> "true or false";
            case "Integer", "int", "Long", "long", "BigInteger" -> "a whole number";
            case "Double", "double", "Float", "float", "BigDecimal" -> "a number";
            case "List", "ArrayList", "Set", "Collection" -> "a list";
            default -> "an object";
        };
    }
}
