package dev.tributary.engine.knowledge;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A connector as it is stored.
 *
 * @param config the answers of the form, by field
 * @param secrets encrypted, by name
 * @param watermark up to when an incremental listing has seen everything
 * @param suspectBefore whether the last complete listing was suspect (D3)
 * @param confirmedScope the fingerprint of the settings whose removals a person confirmed (D6)
 */
public record StoredConnector(
        long id,
        long knowledgeBase,
        String type,
        String name,
        Map<String, List<String>> config,
        Map<String, String> secrets,
        TagSlots slots,
        List<String> disabledTags,
        Schedule schedule,
        State state,
        int failures,
        Optional<Instant> watermark,
        Optional<String> feedToken,
        Optional<Instant> lastFullAt,
        boolean suspectBefore,
        Optional<String> confirmedScope) {

    /** Whether runs start. */
    public enum State {
        ACTIVE,
        /** By a person. */
        PAUSED,
        /** By the engine, after too many failures. */
        DISABLED,
        DELETING;

        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
