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

        @Schema(description = "Of the document, as its title and address; absent when nothing is known of it any more")
        @Nullable
        String externalId,

        @Nullable String title,
        @Nullable String sourceUrl,

        @Schema(description = "Absent when a person did it, as the kind of the run is") @Nullable
        String runId,

        @Nullable String runKind,

        Instant at,
        String kind,
        @Nullable String detail) {

    static EventView of(DocumentEvent event) {
        var run = event.cause().run();
        var document = event.document();
        return new EventView(
                PublicId.of(event.id()),
                PublicId.of(document.id()),
                document.externalId(),
                document.title(),
                document.sourceUrl(),
                run == null ? null : PublicId.of(run),
                event.cause().kind(),
                event.at(),
                event.kind(),
                event.detail());
    }
}
