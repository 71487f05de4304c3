package dev.tributary.meta.oauth;

import dev.tributary.meta.Setup;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A server that signs people in: one account there serves all connectors whose {@code AuthConfig.OAuth#provider} is one
 * of {@link #services}, and what a connector lacks is asked for by consenting once more. Client id and secret are not
 * here; the administrator's settings or the environment have them.
 *
 * @param id lower-case letters, digits and hyphens; stored with every account, so it never changes
 * @param hosts what the addresses need to know of the customer; see {@link #at}
 * @param lifetime what the engine forecasts the end of an account with
 * @param grants ways to a token besides the sign-in in a browser
 * @param setup what to create where; {@value #REDIRECT_URI} and {@value #SCOPES} in a step stand for the redirect URI
 *     and the scopes of the connectors, one per line or separated by commas
 * @param documentation the vendor's pages that all of this rests on
 */
public record OAuthProvider(
        String id,
        String name,
        List<String> services,
        List<HostVariable> hosts,
        SignIn signIn,
        TokenLifetime lifetime,
        Optional<Revocation> revocation,
        Optional<Identity> identity,
        List<Grant> grants,
        Setup setup,
        List<String> documentation) {

    /** In a step of {@link #setup}: the address that the provider sends people back to. */
    public static final String REDIRECT_URI = "{redirectUri}";

    /** In a step of {@link #setup}: the scopes that the connectors want; what is always asked for is named beside. */
    public static final String SCOPES = "{scopes}";

    public OAuthProvider {
        if (!id.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("'%s' is no provider id: a-z, 0-9 and - only".formatted(id));
        }
        services = List.copyOf(services);
        hosts = List.copyOf(hosts);
        grants = List.copyOf(grants);
        documentation = List.copyOf(documentation);
    }

    /** Starts a declaration that serves the connectors of its own id. */
    public static OAuthProvider of(String id, String name, SignIn signIn, TokenLifetime lifetime) {
        return new OAuthProvider(
                id,
                name,
                List.of(id),
                List.of(),
                signIn,
                lifetime,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Setup.NONE,
                List.of());
    }

    public OAuthProvider serving(String... names) {
        return new OAuthProvider(
                id, name, List.of(names), hosts, signIn, lifetime, revocation, identity, grants, setup, documentation);
    }

    public OAuthProvider varying(HostVariable... variables) {
        return new OAuthProvider(
                id,
                name,
                services,
                List.of(variables),
                signIn,
                lifetime,
                revocation,
                identity,
                grants,
                setup,
                documentation);
    }

    public OAuthProvider revokedBy(Revocation request) {
        return new OAuthProvider(
                id,
                name,
                services,
                hosts,
                signIn,
                lifetime,
                Optional.of(request),
                identity,
                grants,
                setup,
                documentation);
    }

    public OAuthProvider identifiedBy(Identity source) {
        return new OAuthProvider(
                id,
                name,
                services,
                hosts,
                signIn,
                lifetime,
                revocation,
                Optional.of(source),
                grants,
                setup,
                documentation);
    }

    public OAuthProvider alsoGranting(Grant... all) {
        return new OAuthProvider(
                id, name, services, hosts, signIn, lifetime, revocation, identity, List.of(all), setup, documentation);
    }

    public OAuthProvider afterSetup(Setup preparation) {
        return new OAuthProvider(
                id, name, services, hosts, signIn, lifetime, revocation, identity, grants, preparation, documentation);
    }

    public OAuthProvider restingOn(String... pages) {
        return new OAuthProvider(
                id, name, services, hosts, signIn, lifetime, revocation, identity, grants, setup, List.of(pages));
    }

    /** What an admin does at the provider, one sentence each, with our address and the scopes that are wanted filled in. */
    public List<String> steps(String redirectUri, Collection<String> scopes) {
        return setup.steps().stream()
                .map(step -> step.replace(REDIRECT_URI, redirectUri).replace(SCOPES, String.join(", ", scopes)))
                .toList();
    }

    /**
     * Returns the provider with the host variables of all addresses filled in. The engine calls it before any request.
     *
     * @param answers values by variable; what is missing takes its preset
     * @throws IllegalArgumentException if a value is none that {@link HostVariable#allows}
     */
    public OAuthProvider at(Map<String, String> answers) {
        var values = new HashMap<String, String>();
        for (var host : hosts) {
            var value = answers.getOrDefault(host.name(), host.preset());
            if (!host.allows(value)) {
                throw new IllegalArgumentException("%s: '%s' cannot be the %s; allowed: %s"
                        .formatted(name, value, host.prompt().title(), host.choices()));
            }
            values.put(host.placeholder(), value);
        }
        UnaryOperator<String> filled = address -> {
            for (var value : values.entrySet()) {
                address = address.replace(value.getKey(), value.getValue());
            }
            return address;
        };
        return addressed(filled);
    }

    private OAuthProvider addressed(UnaryOperator<String> filled) {
        return new OAuthProvider(
                id,
                name,
                services,
                hosts,
                Addresses.of(signIn, filled),
                lifetime,
                revocation.map(request -> request.at(filled.apply(request.url()))),
                identity.map(source -> Addresses.of(source, filled)),
                grants.stream().map(grant -> Addresses.of(grant, filled)).toList(),
                setup,
                documentation);
    }
}
