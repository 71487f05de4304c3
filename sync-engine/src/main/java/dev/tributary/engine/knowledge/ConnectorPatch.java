package dev.tributary.engine.knowledge;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What to change of a connector.
 *
 * @param publishes whether a draft becomes a real connector
 */
public record ConnectorPatch(
        Optional<String> name,
        Optional<Source> source,
        Optional<List<String>> disabledTags,
        Optional<Schedule> schedule,
        boolean publishes) {

    /**
     * New settings of the source, which were checked.
     *
     * @param answers all of them, also those that stay as they are
     * @param replaced the secrets that are new
     * @param removals what becomes of documents that the new settings leave out
     */
    public record Source(SourceAnswers answers, Set<String> replaced, Removals removals) {}

    /** Whether a person has seen how many documents go, and agreed (D6). */
    public enum Removals {
        CONFIRMED,
        GUARDED
    }
}
