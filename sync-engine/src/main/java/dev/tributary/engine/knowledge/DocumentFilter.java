package dev.tributary.engine.knowledge;

import java.util.Map;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * Which documents are listed.
 *
 * @param bucket what the last run that touched them did with them
 * @param words found in title, id or address, whatever their case
 * @param tags the tag with this id has this value
 */
public record DocumentFilter(
        Optional<DocumentState> state, Optional<String> bucket, Optional<String> words, Map<String, String> tags) {

    public DocumentFilter {
        tags = Map.copyOf(tags);
    }

    /** Conditions on {@code d}, for {@link #bind} to bind. */
    String condition() {
        return state.map(one -> " AND " + one.listed()).orElse("")
                + bucket.map(_ -> " AND d.bucket = :bucket").orElse("")
                + words.map(text -> new Likeness(text).in("d.title", "d.external_id", "d.source_url"))
                        .orElse("");
    }

    GenericExecuteSpec bind(GenericExecuteSpec spec) {
        var bound = bucket.map(one -> spec.bind("bucket", one)).orElse(spec);
        return words.map(text -> bound.bind("words", new Likeness(text).pattern()))
                .orElse(bound);
    }
}
