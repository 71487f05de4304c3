package dev.tributary.engine.identity.oidc;

import dev.tributary.engine.identity.Newcomers;
import dev.tributary.engine.identity.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An OpenID Connect provider that people can sign in with.
 *
 * @param id {@link #ENVIRONMENT}, or the number of the stored one
 * @param name what the button says
 */
public record IdentityProvider(String id, String name, Client client, Admission admission) {
    /** The id of the one provider that the environment can set up. */
    public static final String ENVIRONMENT = "environment";

    /**
     * What the engine is at the provider.
     *
     * @param issuer where its discovery document is found, below {@code /.well-known/openid-configuration}
     * @param id as the provider gave it
     */
    public record Client(String issuer, String id, ClientSecret secret, List<String> scopes) {
        public Client {
            scopes = List.copyOf(scopes);
        }
    }

    /**
     * Who of the provider's people may do what.
     *
     * @param groupsClaim the claim of the ID token, else of the user-info endpoint, that lists their groups; dots lead into
     *     objects, as in {@code realm_access.roles}
     * @param roles by group; the highest counts
     * @param defaultRole of people none of whose groups is named; without it they do not get in
     */
    public record Admission(
            String groupsClaim, Map<String, Role> roles, Optional<Role> defaultRole, Newcomers newcomers) {
        public Admission {
            roles = Map.copyOf(roles);
        }
    }

    /** How sessions are marked that began here. */
    public String method() {
        return "oidc:" + id;
    }

    boolean isStored() {
        return !id.equals(ENVIRONMENT);
    }
}
