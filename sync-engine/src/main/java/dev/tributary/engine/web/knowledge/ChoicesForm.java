package dev.tributary.engine.web.knowledge;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.tributary.engine.web.FieldErrors;
import dev.tributary.meta.ConfigField.CanonicalPair;
import dev.tributary.meta.ConfigField.Selector;
import dev.tributary.meta.ConnectorMeta;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks for the live choices of a selector, with the answers it depends on. */
@Schema(name = "ChoicesForm")
record ChoicesForm(
        @Schema(description = "The source of a selector of this type") @Nullable
        String selector,

        @Schema(description = "nextCursor of the page before") @Nullable
        String cursor,

        @Schema(description = "The connector that is being changed: what is not named here is taken from it") @Nullable
        String connectorId,

        @Nullable String credentialId,

        @Schema(description = "By name") @JsonSetter(contentNulls = Nulls.SET) @Nullable
        Map<String, @Nullable String> secrets,

        @Nullable Answers config) {

    SourceForm source() {
        return new SourceForm(connectorId, credentialId, secrets, config);
    }

    /** The selector, once what it depends on is answered. */
    Optional<Selector> selector(ConnectorMeta type, Map<String, List<String>> answers, FieldErrors errors) {
        var found = type.fields().stream()
                .filter(CanonicalPair.class::isInstance)
                .map(field -> ((CanonicalPair) field).picked())
                .filter(picked -> picked.source().equals(selector))
                .findFirst();
        if (found.isEmpty()) {
            errors.add("selector", "must be one that %s declares".formatted(type.name()));
        }
        found.ifPresent(picked -> picked.dependsOn().stream()
                .filter(key -> !answers.containsKey(key))
                .forEach(key -> errors.add("config." + key, "is needed to list the choices")));
        return found;
    }

    @Override
    public String toString() {
        return "ChoicesForm[" + selector + "]";
    }
}
