package dev.tributary.engine.web.access;

import dev.tributary.engine.identity.Newcomers;
import dev.tributary.engine.identity.Role;
import dev.tributary.engine.identity.oidc.ClientSecret;
import dev.tributary.engine.identity.oidc.IdentityProvider;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** An identity provider, without its secret. */
@Schema(name = "IdentityProvider")
record IdentityProviderView(
        @Schema(description = "environment: set by TRIBUTARY_OIDC_ISSUER and so on, and changed there only")
        String id,

        String name,
        String issuer,
        String clientId,
        boolean hasClientSecret,
        List<String> scopes,
        String groupsClaim,
        Map<String, Role> roles,

        @Schema(allowableValues = {"none", "viewer", "editor", "admin"})
        String defaultRole,

        Newcomers newcomers,

        @Schema(description = "To be entered at the provider, where it asks for redirect URIs")
        String redirectUri) {
    static IdentityProviderView of(IdentityProvider provider, URI callback) {
        var client = provider.client();
        var admission = provider.admission();
        return new IdentityProviderView(
                provider.id(),
                provider.name(),
                client.issuer(),
                client.id(),
                !(client.secret() instanceof ClientSecret.None),
                client.scopes(),
                admission.groupsClaim(),
                admission.roles(),
                admission.defaultRole().map(Role::code).orElse("none"),
                admission.newcomers(),
                callback.toString());
    }
}
