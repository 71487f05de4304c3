package dev.tributary.engine.knowledge;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why a document is, or is not, in a knowledge base.
 *
 * @param sentence the answer in short
 * @param findings what is known of it, one for each connector that listed it
 * @param scopes what the connectors list, where none has it
 */
public record Explanation(String sentence, List<Finding> findings, List<Scope> scopes) {

    /** What is known of it. */
    public sealed interface Finding {

        String sentence();

        /** It is stored, and stands as its state says. */
        record Stored(Document document, String sentence) implements Finding {}

        /** It was removed for good. */
        record Purged(Purge purge, String sentence) implements Finding {}
    }

    /** The last time it was removed for good. */
    public record Purge(
            long document, String externalId, String title, long run, Instant at, String reason) {}

    /**
     * What a connector lists.
     *
     * @param config the answers of its form; secrets are kept elsewhere
     * @param lastFullAt when it last listed everything
     * @param incomplete why the listing under way does not have everything, if it is known to lack something
     */
    public record Scope(
            long connector,
            String name,
            String type,
            Map<String, List<String>> config,
            Optional<Instant> lastFullAt,
            Optional<String> incomplete) {}
}
