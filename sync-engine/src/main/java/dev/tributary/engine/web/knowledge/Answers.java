package dev.tributary.engine.web.knowledge;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import dev.tributary.engine.web.FieldErrors;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answers to a form as JSON: by field a text, a number, a boolean or a list of these. A null, an empty text or an
 * empty list is no answer.
 */
@Schema(
        type = "object",
        description = "By key of the field: a text, a number, true or false, or a list of these; null is no answer",
        additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
record Answers(
        @JsonSetter(contentNulls = Nulls.SET) @JsonValue Map<String, @Nullable Object> values) {

    private static final int LONGEST = 10_000;
    private static final int MOST = 10_000;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Answers {
        values = new LinkedHashMap<>(values);
    }

    /** The answers by field, blank ones as empty lists; what is no answer is an error of its field. */
    Map<String, List<String>> read(FieldErrors errors) {
        var answers = new LinkedHashMap<String, List<String>>();
        values.forEach((key, value) -> answers.put(key, texts("config." + key, value, errors)));
        return answers;
    }

    private static List<String> texts(String field, @Nullable Object value, FieldErrors errors) {
        var texts = new ArrayList<String>();
        var all = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
        if (all.size() > MOST) {
            errors.add(field, "has more than " + MOST + " entries");
            return List.of();
        }
        for (var one : all) {
            if (one instanceof String || one instanceof Number || one instanceof Boolean) {
                add(field, one.toString(), texts, errors);
            } else if (one != null) {
                errors.add(field, "must be a text, a number, true or false, or a list of these");
                return List.of();
            }
        }
        return List.copyOf(texts);
    }

    private static void add(String field, String text, List<String> texts, FieldErrors errors) {
        if (text.length() > LONGEST) {
            errors.add(field, "is longer than " + LONGEST + " characters");
        } else if (!text.isBlank()) {
            texts.add(text.strip());
        }
    }

    /** Somebody may have put a secret into the wrong field. */
    @Override
    public String toString() {
        return "Answers" + values.keySet();
    }
}
