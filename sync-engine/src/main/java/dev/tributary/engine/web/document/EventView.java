package dev.tributary.engine.web.document;

import dev.tributary.engine.knowledge.DocumentEvent;
import dev.tributary.engine.web.PublicId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to a document. */
@Schema(name = "DocumentEvent")
record EventView(
        String id,
        String documentId,
        @Schema(description = "Absent when a person did it") @Nullable String runId,
        Instant at,
        String kind,
        @Nullable String detail) {

    static EventView of(DocumentEvent event) {
        var run = event.run();
        return new EventView(
                PublicId.of(event.id()),
                PublicId.of(event.document()),
                run == null ? null : PublicId.of(run),
                event.at(),
                event.kind(),
                event.detail());
    }
}
