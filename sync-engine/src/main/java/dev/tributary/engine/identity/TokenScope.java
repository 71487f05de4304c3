package dev.tributary.engine.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a caller is limited to, besides the role.
 *
 * @param knowledgeBases the only ones, if there is a limit
 */
public record TokenScope(Optional<Set<Long>> knowledgeBases, Uses uses) {
    /** No limit. */
    public static final TokenScope EVERYTHING = new TokenScope(Optional.empty(), Uses.ALL);

    public TokenScope {
        knowledgeBases = knowledgeBases.map(Set::copyOf);
    }

    /** Which requests. */
    public enum Uses {
        ALL,
        /** Searching, and reading what was found. */
        SEARCH;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Uses of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    public boolean includes(long knowledgeBase) {
        return knowledgeBases.map(some -> some.contains(knowledgeBase)).orElse(true);
    }
}
