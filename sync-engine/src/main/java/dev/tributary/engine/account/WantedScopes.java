package dev.tributary.engine.account;

import dev.tributary.engine.connector.ConnectorRegistry;
import dev.tributary.meta.AuthConfig;
import dev.tributary.meta.ConnectorMeta;
import dev.tributary.meta.oauth.OAuthProvider;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What connectors here want of providers. */
@Component
public record WantedScopes(ConnectorRegistry registry) {

    /** All scopes that connectors want of the provider. */
    public Set<String> of(OAuthProvider provider) {
        var all = new LinkedHashSet<String>();
        registry.declarations().stream()
                .map(ConnectorMeta::auth)
                .filter(auth -> serves(provider, auth))
                .forEach(auth -> all.addAll(((AuthConfig.OAuth) auth).scopes()));
        return provider.signIn().scopes().wanted(all);
    }

    /** Whether an account of the provider is what the connector signs in with. */
    public static boolean serves(OAuthProvider provider, AuthConfig auth) {
        return auth instanceof AuthConfig.OAuth oauth
                && (provider.services().contains(oauth.provider())
                        || provider.id().equals(oauth.provider()));
    }
}
