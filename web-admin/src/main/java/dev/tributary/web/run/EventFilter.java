package dev.tributary.web.run;

import dev.tributary.web.page.Address;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** Which of a run's documents are shown; empty texts ask for all. */
public record EventFilter(String kind, String q, @Nullable String cursor) {
    private static final int PAGE = 50;

    /** What can happen to a document in a run, in the order of a document's life. */
    static final List<String> KINDS = List.of(
            "added", "updated", "moved", "skipped", "filtered", "failed", "restored", "tombstoned", "purged", "kept");

    public EventFilter(@Nullable String kind, @Nullable String q, @Nullable String cursor) {
        this.kind = Objects.requireNonNullElse(kind, "");
        this.q = Objects.requireNonNullElse(q, "").strip();
        this.cursor = cursor;
    }

    public boolean asksForAll() {
        return kind.isEmpty() && q.isEmpty();
    }

    /** As the engine is asked. */
    MultiValueMap<String, String> wire() {
        var wire = new LinkedMultiValueMap<String, String>();
        wire.add("limit", Integer.toString(PAGE));
        addIfSet(wire, "kind", kind);
        addIfSet(wire, "q", q);
        addIfSet(wire, "cursor", cursor);
        return wire;
    }

    /** The page of the same with what comes next; empty where nothing does. */
    String next(String path, @Nullable String nextCursor) {
        if (nextCursor == null) {
            return "";
        }
        var query = new LinkedMultiValueMap<String, String>();
        addIfSet(query, "cursor", nextCursor);
        addIfSet(query, "kind", kind);
        addIfSet(query, "q", q);
        return Address.of(path, query);
    }

    private static void addIfSet(MultiValueMap<String, String> wire, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            wire.add(name, value);
        }
    }
}
