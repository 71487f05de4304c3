package dev.tributary.engine.web.knowledge;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.tributary.engine.knowledge.Schedule;
import dev.tributary.engine.knowledge.StoredConnector;
import dev.tributary.engine.web.FieldErrors;
import dev.tributary.meta.ConnectorMeta;
import dev.tributary.meta.TagDefinition;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body that adds a connector. */
@Schema(name = "ConnectorOrder")
record ConnectorForm(
        @Schema(description = "The id of a connector type") @Nullable
        String type,

        @Schema(description = "That of the type if left out") @Nullable
        String name,

        @Nullable String credentialId,

        @Schema(description = "By name") @JsonSetter(contentNulls = Nulls.SET) @Nullable
        Map<String, @Nullable String> secrets,

        @Nullable Answers config,
        @Nullable List<String> disabledTagIds,

        @Schema(description = "Every 1440 minutes if left out") @Nullable
        ScheduleForm schedule,

        @Schema(
                description = "Stores it to be previewed only; PATCH with draft false makes it a real one, and one that"
                        + " nobody touches for a day is deleted")
        @Nullable
        Boolean draft) {

    private static final int LONGEST_NAME = 200;

    SourceInput input(ConnectorMeta declared) {
        return new SourceForm(null, credentialId, secrets, config).input(declared, Optional.<StoredConnector>empty());
    }

    Schedule schedule(Instant now, FieldErrors errors) {
        return schedule == null ? Schedule.DAILY : schedule.read(now, errors);
    }

    static void checkName(String name, FieldErrors errors) {
        if (name.isBlank() || name.strip().length() > LONGEST_NAME) {
            errors.add("name", "must have 1 to " + LONGEST_NAME + " characters");
        }
    }

    static void checkTags(ConnectorMeta type, List<String> disabled, FieldErrors errors) {
        var known = type.tags().stream().map(TagDefinition::id).toList();
        for (var i = 0; i < disabled.size(); i++) {
            if (!known.contains(disabled.get(i))) {
                errors.add("disabledTagIds[%d]".formatted(i), type.name() + " has no such tag");
            }
        }
    }

    @Override
    public String toString() {
        return "ConnectorForm[" + type + "]";
    }
}
