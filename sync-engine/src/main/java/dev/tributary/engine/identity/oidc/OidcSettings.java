package dev.tributary.engine.identity.oidc;

import dev.tributary.engine.identity.Newcomers;
import dev.tributary.engine.identity.Role;
import dev.tributary.engine.identity.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One provider for sign-in, from the environment: {@code TRIBUTARY_OIDC_ISSUER} and so on. Without an issuer there is none.
 *
 * @param roles groups and their roles, as in {@code kb-admins=admin, staff=viewer}
 * @param defaultRole of people without such a group; none: they do not get in
 */
@ConfigurationProperties("tributary.oidc")
record OidcSettings(
        @Nullable String issuer,
        @DefaultValue("") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue("Single sign-on") String name,
        @DefaultValue({"openid", "profile", "email"}) List<String> scopes,
        @DefaultValue("groups") String groupsClaim,
        @DefaultValue List<String> roles,
        @Nullable Role defaultRole,
        @DefaultValue("welcome") Newcomers newcomers) {

    OidcSettings {
        if (issuer != null && !issuer.isBlank() && clientId.isBlank()) {
            throw new IllegalArgumentException(
                    "TRIBUTARY_OIDC_ISSUER is set without TRIBUTARY_OIDC_CLIENT_ID; set both or none");
        }
        byGroup(roles);
    }

    Optional<IdentityProvider> provider() {
        if (issuer == null || issuer.isBlank()) {
            return Optional.empty();
        }
        var secret =
                clientSecret.isBlank() ? new ClientSecret.None() : new ClientSecret.Clear(new Secret(clientSecret));
        return Optional.of(new IdentityProvider(
                IdentityProvider.ENVIRONMENT,
                name,
                new IdentityProvider.Client(issuer.strip(), clientId, secret, scopes),
                new IdentityProvider.Admission(
                        groupsClaim, byGroup(roles), Optional.ofNullable(defaultRole), newcomers)));
    }

    private static Map<String, Role> byGroup(List<String> entries) {
        var roles = new LinkedHashMap<String, Role>();
        for (var entry : entries) {
            var equals = entry.lastIndexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "TRIBUTARY_OIDC_ROLES: '%s' is not group=viewer, group=editor or group=admin".formatted(entry));
            }
            roles.put(
                    entry.substring(0, equals).strip(),
                    Role.of(entry.substring(equals + 1).strip()));
        }
        return roles;
    }

    @Override
    public String toString() {
        return "OidcSettings[" + issuer + ", " + clientId + "]";
    }
}
