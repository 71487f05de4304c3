package dev.tributary.web.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.web.page.Address;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriUtils;

/**
 * Which documents of a knowledge base a table shows.
 *
 * @param tags values by the id of the tag
 */
record Filter(String connector, String state, String q, Map<String, String> tags, String cursor) {
    static final List<String> STATES =
            List.of("indexed", "pending", "failed", "skipped", "filtered", "excluded", "removed", "held");

    private static final String TAG = "tag.";
    private static final int PAGE = 50;

    static Filter of(MultiValueMap<String, String> parameters) {
        var tags = new LinkedHashMap<String, String>();
        parameters.toSingleValueMap().forEach((name, value) -> {
            if (name.startsWith(TAG) && value != null && !value.isBlank()) {
                tags.put(name.substring(TAG.length()), value.strip());
            }
        });
        return new Filter(
                one(parameters, "connector"),
                one(parameters, "state"),
                one(parameters, "q"),
                tags,
                one(parameters, "cursor"));
    }

    private static String one(MultiValueMap<String, String> parameters, String name) {
        return Objects.requireNonNullElse(parameters.getFirst(name), "").strip();
    }

    /** Whether it leaves anything out. */
    public boolean isEmpty() {
        return connector.isEmpty() && state.isEmpty() && q.isEmpty() && tags.isEmpty();
    }

    /** As the engine takes it. */
    MultiValueMap<String, String> query() {
        var query = parameters();
        query.add("limit", String.valueOf(PAGE));
        put(query, "cursor", cursor);
        return query;
    }

    /** The address of the table that begins at a cursor. */
    String address(String knowledgeBase, String from) {
        var parameters = parameters();
        put(parameters, "cursor", from);
        return Address.of(
                "/ui/knowledge-bases/%s/documents".formatted(UriUtils.encode(knowledgeBase, UTF_8)), parameters);
    }

    private MultiValueMap<String, String> parameters() {
        var all = new LinkedMultiValueMap<String, String>();
        put(all, "connector", connector);
        put(all, "state", state);
        put(all, "q", q);
        tags.forEach((id, value) -> put(all, TAG + id, value));
        return all;
    }

    private static void put(MultiValueMap<String, String> all, String name, String value) {
        if (!value.isEmpty()) {
            all.add(name, value);
        }
    }
}
