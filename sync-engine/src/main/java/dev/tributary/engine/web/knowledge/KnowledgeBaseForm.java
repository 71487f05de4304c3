package dev.tributary.engine.web.knowledge;

import dev.tributary.engine.web.FieldErrors;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body that makes or changes a knowledge base. */
@Schema(name = "KnowledgeBaseOrder")
record KnowledgeBaseForm(@Nullable String name, @Nullable String description) {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DESCRIPTION = 10_000;

    void checkNew() {
        var errors = new FieldErrors();
        checkName(name == null ? "" : name, errors);
        checkDescription(errors);
        errors.orThrow();
    }

    void checkChange() {
        var errors = new FieldErrors();
        if (name == null && description == null) {
            errors.add("name", "or description: name what to change");
        }
        if (name != null) {
            checkName(name, errors);
        }
        checkDescription(errors);
        errors.orThrow();
    }

    Optional<String> newName() {
        return Optional.ofNullable(name).map(String::strip);
    }

    Optional<String> newDescription() {
        return Optional.ofNullable(description).map(String::strip);
    }

    private static void checkName(String name, FieldErrors errors) {
        if (name.isBlank() || name.strip().length() > LONGEST_NAME) {
            errors.add("name", "must have 1 to " + LONGEST_NAME + " characters");
        }
    }

    private void checkDescription(FieldErrors errors) {
        if (description != null && description.length() > LONGEST_DESCRIPTION) {
            errors.add("description", "is longer than " + LONGEST_DESCRIPTION + " characters");
        }
    }
}
