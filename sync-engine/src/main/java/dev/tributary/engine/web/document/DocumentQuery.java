package dev.tributary.engine.web.document;

import dev.tributary.engine.knowledge.DocumentFilter;
import dev.tributary.engine.knowledge.DocumentState;
import dev.tributary.engine.web.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters that say which documents are asked for.
 *
 * @param bucket what the last run that touched them did with them
 */
record DocumentQuery(
        @Nullable String state,
        @Nullable String bucket,
        @Nullable String q) {
    static final String DESCRIPTION =
            "state: indexed, pending, failed, skipped, filtered, excluded, removed or held. bucket: what the last"
                    + " run that touched a document did with it. q: in title, id or address. Parameters named"
                    + " tag.<id> ask for the value of a tag.";

    private static final Set<String> BUCKETS =
            Set.of("added", "updated", "moved", "unchanged", "skipped", "filtered", "excluded", "failed");
    /** Runs write no row for these alone; how a document stands tells more, and is indexed. */
    private static final Set<String> STATES = Set.of("skipped", "filtered", "excluded", "failed");

    private static final int LONGEST_WORDS = 200;

    /** A problem (422) for what cannot be asked. */
    DocumentFilter filter(Map<String, String> tags) {
        var wanted =
                Optional.ofNullable(state).or(() -> Optional.ofNullable(bucket).filter(STATES::contains));
        if (bucket != null && !BUCKETS.contains(bucket)) {
            throw Problem.invalid(
                    "bucket",
                    "must be one of "
                            + String.join(", ", BUCKETS.stream().sorted().toList()));
        }
        if (bucket != null && STATES.contains(bucket) && !bucket.equals(wanted.orElseThrow())) {
            throw Problem.invalid("bucket", "goes with no other state than " + bucket);
        }
        return new DocumentFilter(
                wanted.map(name -> DocumentState.parse(name)
                        .orElseThrow(() -> Problem.invalid(
                                "state",
                                "must be indexed, pending, failed, skipped, filtered, excluded, removed or held"))),
                Optional.ofNullable(bucket).filter(name -> !STATES.contains(name)),
                words(q),
                tags);
    }

    /** What is to be found in titles, ids and addresses. */
    static Optional<String> words(@Nullable String q) {
        if (q != null && q.length() > LONGEST_WORDS) {
            throw Problem.invalid("q", "may have at most " + LONGEST_WORDS + " characters");
        }
        return Optional.ofNullable(q).map(String::strip).filter(words -> !words.isEmpty());
    }
}
