package dev.tributary.engine.knowledge;

import dev.tributary.connector.Tags;
import dev.tributary.engine.knowledge.Document.Failure;
import dev.tributary.meta.TagDefinition;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads documents. */
final class DocumentRows {

    /** To be followed by conditions on {@code d}, the document, and {@code c}, its connector if it still has one. */
    static final String SELECT = """
            SELECT d.*, c.tag_slots, c.name AS connector_name, c.type AS connector_type, %s AS state
            FROM document d LEFT JOIN connector c ON c.id = d.connector_id
            """.formatted(DocumentState.expression());

    private static final TypeReference<Map<String, String>> SLOTS = new TypeReference<>() {};

    private final JsonMapper json;

    DocumentRows(JsonMapper json) {
        this.json = json;
    }

    Document document(Readable row) {
        return new Document(
                required(row, "id", Long.class),
                new Document.Home(
                        required(row, "knowledge_base_id", Long.class),
                        required(row, "connector_id", Long.class),
                        row.get("connector_name", String.class),
                        row.get("connector_type", String.class)),
                required(row, "external_id", String.class),
                required(row, "title", String.class),
                row.get("source_url", String.class),
                tags(row),
                DocumentState.parse(required(row, "state", String.class)).orElseThrow(),
                row.get("reason", String.class),
                new Document.Versions(
                        required(row, "source_version", String.class),
                        row.get("content_version", String.class),
                        row.get("indexed_version", String.class),
                        required(row, "content_size", Long.class)),
                row.get("bucket", String.class),
                failure(row),
                new Document.Times(
                        required(row, "created_at", Instant.class),
                        required(row, "updated_at", Instant.class),
                        row.get("tombstoned_at", Instant.class),
                        row.get("excluded_at", Instant.class)));
    }

    private static @Nullable Failure failure(Readable row) {
        int attempts = required(row, "attempts", Integer.class);
        return attempts == 0
                ? null
                : new Failure(
                        Objects.requireNonNullElse(row.get("error_kind", String.class), "unknown"),
                        Objects.requireNonNullElse(row.get("error_message", String.class), ""),
                        attempts,
                        row.get("fetch_due", Instant.class));
    }

    private Tags tags(Readable row) {
        var slots = Optional.ofNullable(row.get("tag_slots", Json.class))
                .map(stored -> json.readValue(stored.asString(), SLOTS))
                .orElse(Map.of());
        var tags = Tags.NONE;
        for (var slot : new java.util.TreeMap<>(slots).entrySet()) {
            tags = with(tags, slot.getKey(), slot.getValue(), row);
        }
        return tags;
    }

    private static Tags with(Tags tags, String id, String column, Readable row) {
        TagDefinition.Type type = TagSlots.type(column);
        return switch (type) {
            case TEXT -> tags.text(id, Optional.ofNullable(row.get(column, String.class)));
            case NUMBER -> tags.number(id, Optional.ofNullable(row.get(column, BigDecimal.class)));
            case DATE -> tags.date(id, Optional.ofNullable(row.get(column, Instant.class)));
            case BOOLEAN -> tags.flag(id, Optional.ofNullable(row.get(column, Boolean.class)));
        };
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
