package dev.tributary.engine.knowledge;

import java.util.Optional;

/**
 * Which documents of a connector are listed.
 *
 * @param bucket what the last run that touched them did with them
 * @param words found in title, id or address, whatever their case
 */
public record DocumentFilter(Optional<DocumentState> state, Optional<String> bucket, Optional<String> words) {

    String condition() {
        return state.map(one -> " AND " + one.condition()).orElse("")
                + bucket.map(_ -> " AND d.bucket = :bucket").orElse("")
                + words.map(_ -> """
                        \s AND (d.title ILIKE :words OR d.external_id ILIKE :words OR d.source_url ILIKE :words)""").orElse("");
    }

    /** The words as a pattern in which nothing has a meaning of its own. */
    Optional<String> pattern() {
        return words.map(text ->
                "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%");
    }
}
