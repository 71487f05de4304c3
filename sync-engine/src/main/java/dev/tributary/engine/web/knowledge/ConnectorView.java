package dev.tributary.engine.web.knowledge;

import dev.tributary.engine.knowledge.ConnectorOverview;
import dev.tributary.engine.knowledge.ConnectorOverview.LastError;
import dev.tributary.engine.knowledge.DocumentCounts;
import dev.tributary.engine.knowledge.StoredConnector;
import dev.tributary.engine.web.PublicId;
import dev.tributary.meta.ConfigField;
import dev.tributary.meta.ConnectorMeta;
import dev.tributary.meta.TagDefinition;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connector as clients see it: everything but its secrets. */
@Schema(name = "Connector")
record ConnectorView(
        String id,
        String knowledgeBaseId,
        String type,
        String name,

        @Schema(description = "Answers by key of the field; a list where the field takes several")
        Map<String, Object> config,

        @Schema(description = "The connected account it uses") @Nullable
        String credentialId,

        @Schema(description = "The names of the secrets that are set")
        List<String> secrets,

        @Schema(description = "Tag id to slot") Map<String, String> tagSlots,

        @Schema(description = "Enabled tags for which there was no slot left")
        List<TagDefinition> tagsWithoutSlot,

        List<String> disabledTagIds,
        ScheduleForm schedule,
        String state,

        @Schema(description = "Why it does nothing at the moment, in words") @Nullable
        String waitingFor,

        @Nullable LastError lastError,
        int failures,
        @Nullable Instant nextRunAt,
        @Nullable LastRun lastRun,
        @Schema(description = "Counts by state") DocumentCounts documents,
        Instant createdAt,
        Instant updatedAt) {

    static ConnectorView of(ConnectorOverview overview, Optional<ConnectorMeta> type) {
        var connector = overview.connector();
        var activity = overview.activity();
        return new ConnectorView(
                PublicId.of(connector.id()),
                PublicId.of(connector.knowledgeBase()),
                connector.type(),
                connector.name(),
                config(connector, type),
                connector.credential().map(PublicId::of).orElse(null),
                connector.secrets().keySet().stream().sorted().toList(),
                connector.slots().byTag(),
                withoutSlot(connector, type),
                connector.disabledTags(),
                ScheduleForm.of(connector.schedule()),
                connector.state().wire(),
                overview.waitingFor().orElse(null),
                overview.lastError().orElse(null),
                connector.failures(),
                activity.nextRunAt().orElse(null),
                activity.lastRun().map(LastRun::of).orElse(null),
                overview.documents(),
                activity.createdAt(),
                activity.updatedAt());
    }

    private static Map<String, Object> config(StoredConnector connector, Optional<ConnectorMeta> type) {
        var shown = new LinkedHashMap<String, Object>();
        connector.config().forEach((key, answers) -> {
            var isSingle = answers.size() == 1
                    && type.stream().flatMap(meta -> meta.fields().stream()).anyMatch(field -> isSingle(field, key));
            shown.put(key, isSingle ? answers.getFirst() : answers);
        });
        return shown;
    }

    private static boolean isSingle(ConfigField field, String key) {
        return field.key().equals(key) && !field.prompt().many();
    }

    private static List<TagDefinition> withoutSlot(StoredConnector connector, Optional<ConnectorMeta> type) {
        return type.stream()
                .flatMap(meta -> meta.tags().stream())
                .filter(tag -> !connector.disabledTags().contains(tag.id()))
                .filter(tag -> !connector.slots().byTag().containsKey(tag.id()))
                .toList();
    }

    /** The newest run. */
    @Schema(name = "LastRun")
    record LastRun(
            String id,
            String kind,
            String state,
            String reason,
            Instant requestedAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {
        static LastRun of(ConnectorOverview.LastRun run) {
            return new LastRun(
                    PublicId.of(run.id()),
                    run.kind(),
                    run.state(),
                    run.reason(),
                    run.requestedAt(),
                    run.startedAt(),
                    run.endedAt());
        }
    }
}
