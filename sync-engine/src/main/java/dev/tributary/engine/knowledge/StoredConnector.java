package dev.tributary.engine.knowledge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A connector as it is stored.
 *
 * @param config the answers of the form, by field
 * @param secrets encrypted, by name
 * @param credential the connected account it uses
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
        Optional<Long> credential,
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
        /** It is being set up: it is in no list, and only previews run. */
        DRAFT,
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

    /** The same connector with other settings, as a preview or a change would have them. */
    public StoredConnector with(Map<String, List<String>> otherConfig, Map<String, String> otherSecrets) {
        return with(otherConfig, otherSecrets, credential);
    }

    /** The same connector with other settings and another account. */
    StoredConnector with(
            Map<String, List<String>> otherConfig, Map<String, String> otherSecrets, Optional<Long> otherCredential) {
        return new StoredConnector(
                id,
                knowledgeBase,
                type,
                name,
                otherConfig,
                otherSecrets,
                otherCredential,
                slots,
                disabledTags,
                schedule,
                state,
                failures,
                watermark,
                feedToken,
                lastFullAt,
                suspectBefore,
                confirmedScope);
    }

    /** The same connector with these slots. */
    public StoredConnector with(TagSlots others) {
        return new StoredConnector(
                id,
                knowledgeBase,
                type,
                name,
                config,
                secrets,
                credential,
                others,
                disabledTags,
                schedule,
                state,
                failures,
                watermark,
                feedToken,
                lastFullAt,
                suspectBefore,
                confirmedScope);
    }

    /** The fingerprint of the settings alone, to which a confirmed scope is bound (D6). */
    public String scope() {
        return fingerprint("scope");
    }

    /** Tells settings apart, and what they are used for, but not secrets: a new encryption key changes how all are stored. */
    public String fingerprint(String purpose) {
        var account = credential.map(id -> "\ncredential " + id).orElse("");
        var parts = "%s\n%s\n%s\n%s%s"
                .formatted(type, new TreeMap<>(config), new TreeSet<>(secrets.keySet()), purpose, account);
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(parts.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
