package dev.tributary.engine.web.document;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tributary.connector.Tags;
import dev.tributary.engine.knowledge.Document;
import dev.tributary.engine.knowledge.DocumentState;
import dev.tributary.engine.web.PublicId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A document as clients see it. */
@Schema(name = "Document")
record DocumentView(
        String id,
        String knowledgeBaseId,
        String connectorId,

        @Schema(description = "Absent when the document outlived its connector, as its type is") @Nullable
        String connectorName,

        @Nullable String connectorType,
        String externalId,
        String title,
        @Nullable String sourceUrl,

        @Schema(description = "Texts, numbers, times and booleans by the id of the tag")
        Map<String, Object> tags,

        DocumentState state,

        @Schema(description = "Why it is skipped or filtered") @Nullable
        String reason,

        @JsonUnwrapped Document.Versions versions,

        @Schema(description = "What the last run that touched it did with it") @Nullable
        String bucket,

        Document.@Nullable Failure error,
        @JsonUnwrapped Document.Times times) {

    static DocumentView of(Document document) {
        var tags = new LinkedHashMap<String, Object>();
        document.tags().values().forEach((id, value) -> tags.put(id, json(value)));
        return new DocumentView(
                PublicId.of(document.id()),
                PublicId.of(document.home().knowledgeBase()),
                PublicId.of(document.home().connector()),
                document.home().connectorName(),
                document.home().connectorType(),
                document.externalId(),
                document.title(),
                document.sourceUrl(),
                tags,
                document.state(),
                document.reason(),
                document.versions(),
                document.bucket(),
                document.error(),
                document.times());
    }

    private static Object json(Tags.Value value) {
        return switch (value) {
            case Tags.Value.Text(String text) -> text;
            case Tags.Value.Numeric(var number) -> number;
            case Tags.Value.Date(var time) -> time;
            case Tags.Value.Flag(boolean flag) -> flag;
        };
    }
}
