package dev.tributary.engine.web.access;

import dev.tributary.engine.identity.Newcomers;
import dev.tributary.engine.identity.Role;
import dev.tributary.engine.identity.Secret;
import dev.tributary.engine.identity.oidc.ClientSecret;
import dev.tributary.engine.identity.oidc.IdentityProvider;
import dev.tributary.engine.web.FieldErrors;
import dev.tributary.engine.web.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body that sets up an identity provider, or changes what it names of one. */
@Schema(name = "IdentityProviderOrder", description = "name, issuer and clientId set one up; what is not named stays")
record IdentityProviderForm(
        @Nullable String name,

        @Schema(description = "As the provider says itself, such as https://login.example.org/realms/main") @Nullable
        String issuer,

        @Nullable String clientId,

        @Schema(format = "password", description = "Empty: none, for a public client") @Nullable
        String clientSecret,

        @Schema(description = "openid is always among them") @Nullable
        List<String> scopes,

        @Schema(description = "The claim of the ID token that lists groups, such as groups or realm_access.roles")
        @Nullable
        String groupsClaim,

        @Schema(description = "Role by group; the highest counts") @Nullable
        Map<String, Role> roles,

        @Schema(
                description = "Of people without such a group; none: they do not get in",
                allowableValues = {"none", "viewer", "editor", "admin"})
        @Nullable
        String defaultRole,

        @Schema(description = "Whether people who never signed in here get an account") @Nullable
        Newcomers newcomers) {
    private static final String NONE = "none";
    private static final int LONGEST = 1_000;
    private static final int LONGEST_NAME = 100;
    private static final int MOST = 200;
    private static final List<String> SCOPES = List.of("openid", "profile", "email");

    IdentityProvider toCreate() {
        var blank = new IdentityProvider(
                "",
                "",
                new IdentityProvider.Client("", "", new ClientSecret.None(), SCOPES),
                new IdentityProvider.Admission("groups", Map.of(), Optional.empty(), Newcomers.WELCOME));
        return applied(blank);
    }

    IdentityProvider toChange(IdentityProvider stored) {
        if (issuer != null
                && !issuer.strip().equals(stored.client().issuer())
                && clientSecret == null
                && stored.client().secret() instanceof ClientSecret.Sealed) {
            throw Problem.invalid(
                    "clientSecret",
                    "must be entered again, because the issuer changed: a stored secret is not sent to a new address");
        }
        return applied(stored);
    }

    private IdentityProvider applied(IdentityProvider before) {
        var errors = new FieldErrors();
        var client = before.client();
        var admission = before.admission();
        var applied = new IdentityProvider(
                before.id(),
                text(errors, "name", name, before.name()),
                new IdentityProvider.Client(
                        text(errors, "issuer", issuer, client.issuer()),
                        text(errors, "clientId", clientId, client.id()),
                        secret(errors, client.secret()),
                        scopes(errors, client.scopes())),
                new IdentityProvider.Admission(
                        text(errors, "groupsClaim", groupsClaim, admission.groupsClaim()),
                        roles(errors, admission.roles()),
                        role(errors, admission.defaultRole()),
                        newcomers == null ? admission.newcomers() : newcomers));
        if (applied.name().length() > LONGEST_NAME) {
            errors.add("name", "must have at most " + LONGEST_NAME + " characters");
        }
        errors.orThrow();
        return applied;
    }

    private static String text(FieldErrors errors, String field, @Nullable String value, String before) {
        var text = value == null ? before : value.strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            errors.add(field, "is needed, with at most " + LONGEST + " characters");
        }
        return text;
    }

    private ClientSecret secret(FieldErrors errors, ClientSecret before) {
        if (clientSecret == null) {
            return before;
        }
        if (clientSecret.length() > LONGEST) {
            errors.add("clientSecret", "must have at most " + LONGEST + " characters");
        }
        return clientSecret.isBlank()
                ? new ClientSecret.None()
                : new ClientSecret.Clear(new Secret(clientSecret.strip()));
    }

    private List<String> scopes(FieldErrors errors, List<String> before) {
        if (scopes == null) {
            return before;
        }
        if (!scopes.contains("openid")
                || scopes.size() > MOST
                || !scopes.stream().allMatch(scope -> scope.matches("[\\x21\\x23-\\x5b\\x5d-\\x7e]{1,200}"))) {
            errors.add("scopes", "must be a list of scopes with openid among them");
        }
        return scopes;
    }

    private Map<String, Role> roles(FieldErrors errors, Map<String, Role> before) {
        if (roles == null) {
            return before;
        }
        if (roles.size() > MOST
                || roles.keySet().stream().anyMatch(group -> group.isBlank() || group.length() > LONGEST)) {
            errors.add("roles", "must name at most " + MOST + " groups");
        }
        return roles;
    }

    private Optional<Role> role(FieldErrors errors, Optional<Role> before) {
        if (defaultRole == null) {
            return before;
        }
        if (defaultRole.equals(NONE)) {
            return Optional.empty();
        }
        for (var role : Role.values()) {
            if (role.code().equals(defaultRole)) {
                return Optional.of(role);
            }
        }
        errors.add("defaultRole", "must be none, viewer, editor or admin");
        return before;
    }

    @Override
    public String toString() {
        return "IdentityProviderForm[" + name + ", " + issuer + "]";
    }
}
