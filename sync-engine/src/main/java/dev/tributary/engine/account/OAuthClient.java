package dev.tributary.engine.account;

import dev.tributary.engine.identity.Secret;
import java.util.Map;
import java.util.Optional;

/**
 * How Tributary is known to a provider.
 *
 * @param secret empty for a public client
 * @param hosts answers to the provider's host variables
 */
public record OAuthClient(String id, Optional<Secret> secret, Map<String, String> hosts, Origin origin) {

    /** Where a client was configured. */
    public enum Origin {
        SETTINGS,
        ENVIRONMENT
    }

    public OAuthClient {
        hosts = Map.copyOf(hosts);
    }
}
