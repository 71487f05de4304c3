package dev.tributary.engine.knowledge;

import dev.tributary.connector.Attributes;
import dev.tributary.connector.Tags;
import dev.tributary.engine.storage.StorableTime;
import dev.tributary.meta.TagDefinition;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which tag of a connector is kept in which column of its documents: {@code {tag id → slot}}. A slot is a column of
 * {@code document}, such as {@code text_3}.
 */
public record TagSlots(Map<String, String> byTag) {

    public static final TagSlots NONE = new TagSlots(Map.of());

    public TagSlots {
        byTag = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(byTag));
    }

    /** A tag of some connector of the knowledge base and the slot it has. */
    public record Taken(String name, TagDefinition.Type type, String slot) {}

    /** The slots given, and the tags for which there was none left. */
    public record Assignment(TagSlots slots, List<TagDefinition> withoutSlot) {}

    /**
     * Gives each definition the slot of an existing one with the same name and type, else the next free one of its type;
     * no two of them the same.
     */
    public static Assignment assign(List<TagDefinition> definitions, Collection<Taken> taken) {
        var given = new LinkedHashMap<String, String>();
        var without = new ArrayList<TagDefinition>();
        for (var definition : definitions) {
            var slot =
                    shared(definition, taken, given.values()).or(() -> free(definition.type(), taken, given.values()));
            slot.ifPresentOrElse(found -> given.put(definition.id(), found), () -> without.add(definition));
        }
        return new Assignment(new TagSlots(given), List.copyOf(without));
    }

    /** The columns in use, in a fixed order. */
    public List<String> columns() {
        return byTag.values().stream().sorted().toList();
    }

    /** All columns that tags can be kept in. */
    public static List<String> all() {
        return Stream.of(TagDefinition.Type.values())
                .flatMap(type -> columnsOf(type).stream())
                .toList();
    }

    /** The value of a column as text that PostgreSQL casts to the column's type; null where the tag has none. */
    public @Nullable String value(String column, Tags tags) {
        return kept(column, tags).map(TagSlots::text).orElse(null);
    }

    /** What a column keeps of the tags, if it can be stored. */
    public Optional<Tags.Value> kept(String column, Tags tags) {
        return byTag.entrySet().stream()
                .filter(entry -> entry.getValue().equals(column))
                .map(entry -> Optional.ofNullable(tags.values().get(entry.getKey())))
                .flatMap(Optional::stream)
                .filter(TagSlots::isStorable)
                .findFirst();
    }

    /** A source may tell numbers and times that no database, or memory, can hold: its document comes without them. */
    private static boolean isStorable(Tags.Value value) {
        return switch (value) {
            case Tags.Value.Numeric(BigDecimal number) -> Attributes.isStorable(number);
            case Tags.Value.Date(Instant date) -> StorableTime.isStorable(date);
            case Tags.Value.Text _, Tags.Value.Flag _ -> true;
        };
    }

    /** The PostgreSQL type of a slot. */
    public static String sqlType(String column) {
        return switch (type(column)) {
            case TEXT -> "text";
            case NUMBER -> "numeric";
            case DATE -> "timestamptz";
            case BOOLEAN -> "boolean";
        };
    }

    /** The type of the tags that a slot holds. */
    public static TagDefinition.Type type(String column) {
        for (var type : TagDefinition.Type.values()) {
            if (columnsOf(type).contains(column)) {
                return type;
            }
        }
        throw new IllegalArgumentException("no tag slot: " + column);
    }

    private static Optional<String> shared(
            TagDefinition definition, Collection<Taken> taken, Collection<String> given) {
        return taken.stream()
                .filter(other -> other.name().equals(definition.displayName()) && other.type() == definition.type())
                .map(Taken::slot)
                .filter(slot -> !given.contains(slot))
                .findFirst();
    }

    private static Optional<String> free(TagDefinition.Type type, Collection<Taken> taken, Collection<String> given) {
        var used = taken.stream().map(Taken::slot).toList();
        return columnsOf(type).stream()
                .filter(column -> !used.contains(column) && !given.contains(column))
                .findFirst();
    }

    private static List<String> columnsOf(TagDefinition.Type type) {
        return switch (type) {
            case TEXT -> numbered("text_", 7);
            case NUMBER -> numbered("number_", 5);
            case DATE -> numbered("date_", 2);
            case BOOLEAN -> numbered("flag_", 3);
        };
    }

    private static List<String> numbered(String prefix, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> prefix + n).toList();
    }

    private static String text(Tags.Value value) {
        return switch (value) {
            case Tags.Value.Text text -> text.value().replace('\0', ' ');
            case Tags.Value.Numeric number -> number.value().toPlainString();
            case Tags.Value.Date date -> date.value().toString();
            case Tags.Value.Flag flag -> Boolean.toString(flag.value());
        };
    }
}
