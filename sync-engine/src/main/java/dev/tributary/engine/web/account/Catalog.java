package dev.tributary.engine.web.account;

import dev.tributary.engine.account.OAuthProviders;
import dev.tributary.engine.account.WantedScopes;
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
record Catalog(OAuthProviders providers, WantedScopes scopes, ConnectorRegistry registry) {

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
                .filter(auth -> WantedScopes.serves(provider, auth))
                .map(auth -> ((AuthConfig.OAuth) auth).scopes())
                .orElseThrow(
                        () -> Problem.invalid("type", "is no connector type with an account of " + provider.name()));
    }
}
