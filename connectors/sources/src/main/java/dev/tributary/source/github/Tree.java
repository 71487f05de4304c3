package dev.tributary.source.github;

import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * What a Git tree holds, in the order of the paths, so that a listing can go on after a path without having seen what
 * came before.
 *
 * @param isTruncated whether GitHub left entries out; the recursive form has a limit of 100,000 entries or 7 MB
 */
record Tree(List<Entry> entries, boolean isTruncated) {

    enum Depth {
        /** With all folders within; may be truncated. */
        ALL_LEVELS,
        ONE_LEVEL
    }

    Tree {
        entries = List.copyOf(entries);
    }

    static Tree of(JsonNode answer) {
        var entries = Fields.array(answer.path("tree"), "tree");
        var isTruncated = answer.path("truncated").booleanValueOpt().orElse(false);
        return new Tree(
                StreamSupport.stream(entries.spliterator(), false)
                        .map(Entry::of)
                        .sorted(Comparator.comparing(Entry::key))
                        .toList(),
                isTruncated);
    }
}
