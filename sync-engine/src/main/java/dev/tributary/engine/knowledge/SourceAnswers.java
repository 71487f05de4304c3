package dev.tributary.engine.knowledge;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a person answered to the form of a connector. Prints nothing of the secrets.
 *
 * @param credential the connected account
 */
public record SourceAnswers(Map<String, List<String>> config, Map<String, String> secrets, Optional<Long> credential) {

    public SourceAnswers {
        config = Map.copyOf(config);
        secrets = Map.copyOf(secrets);
    }

    /** The text without any of the secrets, should a source have put one into it. */
    public String scrubbed(String text) {
        var scrubbed = text;
        for (var secret : secrets.values()) {
            scrubbed = secret.isBlank() ? scrubbed : scrubbed.replace(secret, "***");
        }
        return scrubbed;
    }

    public Set<String> secretNames() {
        return secrets.keySet();
    }

    @Override
    public String toString() {
        return "SourceAnswers[" + config.keySet() + ", " + secrets.keySet() + "]";
    }
}
