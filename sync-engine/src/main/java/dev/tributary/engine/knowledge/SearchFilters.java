package dev.tributary.engine.knowledge;

import dev.tributary.connector.Attributes;
import dev.tributary.engine.storage.StorableTime;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** Makes SQL conditions of what a search asks for besides its words. Values are bound, never part of the SQL. */
final class SearchFilters {

    /** A connector of the knowledge base: what is searched, and which of its tags is in which column. */
    record Scope(long id, String name, String type, TagSlots slots) {}

    private static final String TEXTS = IntStream.rangeClosed(1, 7)
            .mapToObj(n -> "string_to_array(lower(d.text_" + n + "), ', ')")
            .collect(Collectors.joining(" || "));
    private static final String WHEN = "coalesce(greatest(d.date_1, d.date_2), d.updated_at)";

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    static SearchFilters of(SearchQuery query, List<Scope> scopes) {
        var filters = new SearchFilters();
        if (!query.types().isEmpty()) {
            filters.types(query.types(), scopes);
        }
        query.from().forEach(from -> filters.from(from, scopes));
        query.anyTag().forEach(filters::anyTag);
        query.unwanted().forEach(unwanted -> filters.without(unwanted, scopes));
        filters.tags(query.tags(), scopes);
        query.before().ifPresent(time -> filters.add(WHEN + " < %s", time));
        query.after().ifPresent(time -> filters.add(WHEN + " >= %s", time));
        return filters;
    }

    static SearchFilters ofTags(Map<String, String> tags, List<Scope> scopes) {
        var filters = new SearchFilters();
        filters.tags(tags, scopes);
        return filters;
    }

    private void tags(Map<String, String> tags, List<Scope> scopes) {
        tags.forEach((id, value) -> tag(id, value, scopes));
    }

    String sql() {
        return conditions.stream().map(condition -> " AND (" + condition + ")").collect(Collectors.joining());
    }

    GenericExecuteSpec bind(GenericExecuteSpec spec) {
        var bound = spec;
        for (var value : values.entrySet()) {
            bound = bound.bind(value.getKey(), value.getValue());
        }
        return bound;
    }

    private void add(String condition, Object value) {
        conditions.add(condition.formatted(name(value)));
    }

    private String name(Object value) {
        var name = "f" + values.size();
        values.put(name, value);
        return ":" + name;
    }

    private void types(List<String> types, List<Scope> scopes) {
        add(
                "d.connector_id = ANY(%s)",
                ids(scopes.stream()
                        .filter(scope -> types.contains(scope.type().toLowerCase(Locale.ROOT)))
                        .toList()));
    }

    /** In any of the columns; those without a value count as empty. */
    private void anyTag(String value) {
        add("%s = ANY(" + TEXTS + ")", value.toLowerCase(Locale.ROOT));
    }

    /** A document of which it is not known is none for which it holds. */
    private void without(SearchQuery.Unwanted unwanted, List<Scope> scopes) {
        switch (unwanted.operator()) {
            case "from" -> from(unwanted.value(), scopes);
            case "type" -> types(List.of(unwanted.value().toLowerCase(Locale.ROOT)), scopes);
            default -> anyTag(unwanted.value());
        }
        conditions.add("(" + conditions.removeLast() + ") IS NOT TRUE");
    }

    private void from(String from, List<Scope> scopes) {
        var wanted = from.toLowerCase(Locale.ROOT);
        var named = scopes.stream()
                .filter(scope -> scope.name().toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
        var either = new ArrayList<String>();
        either.add("d.connector_id = ANY(%s)".formatted(name(ids(named))));
        byColumn("author", scopes)
                .forEach((column, of) -> either.add("d.connector_id = ANY(%s) AND strpos(lower(d.%s), %s) > 0"
                        .formatted(name(ids(of)), column, name(wanted))));
        conditions.add(String.join(" OR ", either));
    }

    /** The same tag may be kept in another column by another connector; a connector without it has no such document. */
    private void tag(String id, String value, List<Scope> scopes) {
        var columns = byColumn(id, scopes);
        var either = columns.entrySet().stream()
                .map(slot -> equal(slot.getKey(), value)
                        .map(equal -> "d.connector_id = ANY(%s) AND %s".formatted(name(ids(slot.getValue())), equal)))
                .flatMap(Optional::stream)
                .toList();
        if (either.isEmpty()) {
            columns.keySet().stream().findFirst().ifPresent(column -> {
                throw new UnreadableTag(id, TagSlots.type(column));
            });
        }
        conditions.add(either.isEmpty() ? "false" : String.join(" OR ", either));
    }

    /** Empty if the column cannot have that value. */
    private Optional<String> equal(String column, String value) {
        var text = value.strip();
        return switch (TagSlots.type(column)) {
            case TEXT -> Optional.of(oneOf(column, text.toLowerCase(Locale.ROOT)));
            case NUMBER -> number(text).map(number -> same(column, number));
            case DATE -> time(text).map(time -> same(column, time));
            case BOOLEAN -> flag(text).map(flag -> same(column, flag));
        };
    }

    private String same(String column, Object value) {
        return "d.%s = %s".formatted(column, name(value));
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text)).filter(Attributes::isStorable);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text)).filter(StorableTime::isStorable);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> flag(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** Taking every document's list apart takes three times as long as looking whether the value is anywhere in it. */
    private String oneOf(String column, String value) {
        return "(strpos(lower(d.%1$s), %2$s) > 0 AND (lower(d.%1$s) = %2$s OR %2$s = ANY(string_to_array(lower(d.%1$s), ', '))))"
                .formatted(column, name(value));
    }

    private static Map<String, List<Scope>> byColumn(String tag, List<Scope> scopes) {
        return scopes.stream()
                .filter(scope -> scope.slots().byTag().containsKey(tag))
                .collect(Collectors.groupingBy(scope ->
                        Optional.ofNullable(scope.slots().byTag().get(tag)).orElseThrow()));
    }

    private static Long[] ids(List<Scope> scopes) {
        return scopes.stream().map(Scope::id).toArray(Long[]::new);
    }
}
