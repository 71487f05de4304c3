package dev.tributary.engine.web.account;

import dev.tributary.engine.account.OAuthProviders;
import dev.tributary.engine.connector.ConnectorRegistry;
import dev.tributary.engine.web.Problem;
import dev.tributary.meta.AuthConfig;
import dev.tributary.meta.ConnectorMeta;
import dev.tributary.meta.oauth.OAuthProvider;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Providers, and what connectors want of them. */
@Component
record Catalog(OAuthProviders providers, ConnectorRegistry registry) {

    /** The provider of that id or service; a problem (404) if there is none. */
    OAuthProvider provider(String idOrService) {
        return providers.find(idOrService).orElseThrow(() -> Problem.notFound("OAuth provider", idOrService));
    }

    /** What somebody wants who names scopes, a connector type, or both; a problem (422) if that type takes no account of it. */
    Set<String> wanted(OAuthProvider provider, @Nullable List<String> scopes, @Nullable String type) {
        var wanted = new LinkedHashSet<String>();
        if (scopes != null) {
            scopes.stream().map(String::strip).filter(scope -> !scope.isEmpty()).forEach(wanted::add);
        }
        if (type != null) {
            wanted.addAll(ofType(provider, type));
        }
        return wanted;
    }

    private List<String> ofType(OAuthProvider provider, String type) {
        return registry.declaration(type)
                .map(ConnectorMeta::auth)
                .filter(auth -> serves(provider, auth))
                .map(auth -> ((AuthConfig.OAuth) auth).scopes())
                .orElseThrow(
                        () -> Problem.invalid("type", "is no connector type with an account of " + provider.name()));
    }

    /** All scopes that connectors here want of the provider. */
    Set<String> scopes(OAuthProvider provider) {
        var all = new LinkedHashSet<String>();
        registry.declarations().stream()
                .map(ConnectorMeta::auth)
                .filter(auth -> serves(provider, auth))
                .forEach(auth -> all.addAll(((AuthConfig.OAuth) auth).scopes()));
        return provider.signIn().scopes().wanted(all);
    }

    private static boolean serves(OAuthProvider provider, AuthConfig auth) {
        return auth instanceof AuthConfig.OAuth oauth
                && (provider.services().contains(oauth.provider())
                        || provider.id().equals(oauth.provider()));
    }
}
