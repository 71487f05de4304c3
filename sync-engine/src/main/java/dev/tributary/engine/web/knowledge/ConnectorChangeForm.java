package dev.tributary.engine.web.knowledge;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.tributary.engine.knowledge.ConnectorPatch;
import dev.tributary.engine.knowledge.ConnectorPatch.Removals;
import dev.tributary.engine.knowledge.Schedule;
import dev.tributary.engine.knowledge.SourceAnswers;
import dev.tributary.engine.knowledge.StoredConnector;
import dev.tributary.engine.web.FieldErrors;
import dev.tributary.engine.web.Problem;
import dev.tributary.meta.ConnectorMeta;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The body that changes a connector: what it does not name stays as it is. */
@Schema(name = "ConnectorChange")
record ConnectorChangeForm(
        @Nullable String name,
        @Nullable String credentialId,

        @Schema(description = "By name; null takes an optional one away")
        @JsonSetter(contentNulls = Nulls.SET)
        @Nullable
        Map<String, @Nullable String> secrets,

        @Schema(description = "Fields that are not named keep their answers") @Nullable
        Answers config,

        @Schema(description = "All tags that are off from now on") @Nullable
        List<String> disabledTagIds,

        @Nullable ScheduleForm schedule,

        @Schema(description = "false makes a real connector of a draft; its first run starts at once") @Nullable
        Boolean draft,

        @Schema(description = "Apply at once the removals that a preview of this config showed") @Nullable
        Boolean confirmRemovals) {

    /** Whether the source has to be asked. */
    boolean concernsSource() {
        return config != null || credentialId != null || (secrets != null && !secrets.isEmpty());
    }

    SourceInput input(ConnectorMeta type, StoredConnector stored) {
        return new SourceForm(null, credentialId, secrets, config).input(type, Optional.of(stored));
    }

    /** Checks all of it; a problem (422) tells all that is wrong. */
    void check(ConnectorMeta type, SourceInput input, Instant now) {
        var errors = new FieldErrors();
        if (Stream.of(name, disabledTagIds, schedule, draft).allMatch(named -> named == null) && !concernsSource()) {
            throw Problem.of(
                    Problem.Kind.INVALID,
                    "Name what to change: name, credentialId, secrets, config, disabledTagIds, schedule or draft.");
        }
        if (Boolean.TRUE.equals(draft)) {
            errors.add("draft", "can only be false: a connector is made as a draft, or not at all");
        }
        if (name != null) {
            ConnectorForm.checkName(name, errors);
        }
        if (disabledTagIds != null) {
            ConnectorForm.checkTags(type, disabledTagIds, errors);
        }
        if (schedule != null) {
            schedule.read(now, errors);
        }
        if (Boolean.TRUE.equals(confirmRemovals) && config == null) {
            errors.add("confirmRemovals", "belongs to a change of config");
        }
        if (concernsSource()) {
            input.check(SourceInput.Extent.WHOLE, errors);
        }
        errors.orThrow();
    }

    /** The change, after {@link #check}; {@code accepted} are the answers that the source accepted. */
    ConnectorPatch patch(Optional<SourceAnswers> accepted, SourceInput input, Instant now) {
        var removals = Boolean.TRUE.equals(confirmRemovals) ? Removals.CONFIRMED : Removals.GUARDED;
        return new ConnectorPatch(
                Optional.ofNullable(name).map(String::strip),
                accepted.map(answers -> new ConnectorPatch.Source(answers, input.replaced(), removals)),
                Optional.ofNullable(disabledTagIds)
                        .map(ids -> ids.stream().distinct().toList()),
                Optional.ofNullable(schedule).<Schedule>map(form -> form.read(now, new FieldErrors())),
                Boolean.FALSE.equals(draft));
    }

    @Override
    public String toString() {
        return "ConnectorChangeForm[...]";
    }
}
