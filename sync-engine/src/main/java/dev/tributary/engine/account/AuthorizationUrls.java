package dev.tributary.engine.account;

import dev.tributary.engine.identity.Secret;
import dev.tributary.meta.oauth.Pkce;
import dev.tributary.meta.oauth.SignIn;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.web.util.UriComponentsBuilder;

/** Where a browser is sent to sign in. */
final class AuthorizationUrls {

    /**
     * An address, and what has to be remembered until the browser is back.
     *
     * @param verifier of PKCE
     */
    record Prepared(String url, Optional<Secret> verifier) {}

    private AuthorizationUrls() {}

    static Prepared prepare(ProviderAccess access, Set<String> wanted, String redirectUri, Secret state) {
        return switch (access.provider().signIn()) {
            case SignIn.Code code -> code(access, code, wanted, redirectUri, state);
            case SignIn.Fragment fragment -> fragment(access, fragment, wanted, redirectUri, state);
        };
    }

    private static Prepared code(
            ProviderAccess access, SignIn.Code code, Set<String> wanted, String redirectUri, Secret state) {
        var parameters = new HashMap<String, Object>();
        code.parameters().forEach(parameter -> parameters.put(parameter.name(), parameter.value()));
        var scopes = code.scopes().requested(wanted);
        if (!scopes.isEmpty()) {
            parameters.put(code.scopes().parameter(), scopes);
        }
        var request = base(access, code, redirectUri, state).additionalParameters(parameters);
        if (code.pkce() != Pkce.UNDOCUMENTED) {
            OAuth2AuthorizationRequestCustomizers.withPkce().accept(request);
        }
        var built = request.build();
        return new Prepared(
                built.getAuthorizationRequestUri(),
                Optional.ofNullable(built.<String>getAttribute(PkceParameterNames.CODE_VERIFIER))
                        .map(Secret::new));
    }

    /** Such a provider sends no state back, so the return address has it. */
    private static Prepared fragment(
            ProviderAccess access, SignIn.Fragment fragment, Set<String> wanted, String redirectUri, Secret state) {
        var back = UriComponentsBuilder.fromUriString(redirectUri)
                .queryParam("state", state.text())
                .build()
                .toUriString();
        var values = new HashMap<String, String>();
        fragment.parameters().forEach(parameter -> values.put(parameter.name(), parameter.value()));
        values.put(fragment.scopes().parameter(), fragment.scopes().requested(wanted));
        values.put(fragment.clientParameter(), access.client().id());
        values.put(fragment.returnParameter(), back);
        var url = UriComponentsBuilder.fromUriString(fragment.authorization());
        values.keySet().stream().sorted().forEach(name -> url.queryParam(name, "{" + name + "}"));
        return new Prepared(url.encode().buildAndExpand(values).toUriString(), Optional.empty());
    }

    /** What the provider gets for its code: the same addresses as before, and the verifier. */
    static OAuth2AuthorizationExchange exchange(
            ProviderAccess access, SignIn.Code signIn, String redirectUri, Secret code, Optional<Secret> verifier) {
        var state = new Secret("spent");
        var attributes = new HashMap<String, Object>();
        verifier.ifPresent(secret -> attributes.put(PkceParameterNames.CODE_VERIFIER, secret.text()));
        var request = base(access, signIn, redirectUri, state)
                .attributes(Map.copyOf(attributes))
                .build();
        var response = OAuth2AuthorizationResponse.success(code.text())
                .redirectUri(redirectUri)
                .state(state.text())
                .build();
        return new OAuth2AuthorizationExchange(request, response);
    }

    private static OAuth2AuthorizationRequest.Builder base(
            ProviderAccess access, SignIn.Code signIn, String redirectUri, Secret state) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(signIn.authorization())
                .clientId(access.client().id())
                .redirectUri(redirectUri)
                .state(state.text());
    }
}
