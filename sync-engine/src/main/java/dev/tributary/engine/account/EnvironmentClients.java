package dev.tributary.engine.account;

import dev.tributary.engine.identity.Secret;
import dev.tributary.meta.oauth.OAuthProvider;
import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;
import org.springframework.core.env.Environment;

/** Clients that environment variables name, as {@code TRIBUTARY_OAUTH_GOOGLE_CLIENT_ID}. */
record EnvironmentClients(Environment environment) {

    Optional<OAuthClient> find(OAuthProvider provider) {
        return value(provider, "CLIENT_ID").map(id -> {
            var hosts = new HashMap<String, String>();
            provider.hosts()
                    .forEach(host -> value(provider, host.name()).ifPresent(value -> hosts.put(host.name(), value)));
            var secret = value(provider, "CLIENT_SECRET").map(Secret::new);
            return new OAuthClient(id, secret, hosts, OAuthClient.Origin.ENVIRONMENT);
        });
    }

    /** The variable that holds this part of the provider's client. */
    static String variable(OAuthProvider provider, String part) {
        return "TRIBUTARY_OAUTH_%s_%s"
                .formatted(provider.id().replace('-', '_'), part)
                .toUpperCase(Locale.ROOT);
    }

    private Optional<String> value(OAuthProvider provider, String part) {
        return Optional.ofNullable(environment.getProperty(variable(provider, part)))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }
}
