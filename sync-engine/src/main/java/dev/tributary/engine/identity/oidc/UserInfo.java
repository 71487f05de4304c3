package dev.tributary.engine.identity.oidc;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * Asks the user-info endpoint of a provider (OpenID Connect Core, 5.3) for groups that the ID token does not carry. What is
 * told about another subject than the token's is not used, and what the token says counts before what is told.
 */
final class UserInfo {
    private static final ParameterizedTypeReference<Map<String, Object>> CLAIMS = new ParameterizedTypeReference<>() {};

    private final WebClient web;

    UserInfo(WebClient web) {
        this.web = web;
    }

    /**
     * The claims of the ID token, with what the provider tells beside them if groups are missing. A {@link ProviderFailure} if it
     * does not tell: a person must not lose a role because a server is down for a moment.
     */
    Mono<Map<String, Object>> completed(
            Jwt idToken, IdentityProvider.Admission admission, KnownProvider known, OAuth2AccessToken token) {
        return Mono.justOrEmpty(known.userInfo())
                .filter(_ -> Groups.areMissing(admission, idToken.getClaims()))
                .flatMap(address -> told(address, token))
                .map(told -> merged(idToken, told))
                .defaultIfEmpty(idToken.getClaims());
    }

    private Mono<Map<String, Object>> told(URI address, OAuth2AccessToken token) {
        return web.get()
                .uri(address)
                .accept(MediaType.APPLICATION_JSON)
                .headers(headers -> headers.setBearerAuth(token.getTokenValue()))
                .retrieve()
                .bodyToMono(CLAIMS)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("an empty answer")))
                .onErrorMap(failure -> new ProviderFailure(
                        "The identity provider does not tell your groups: its user-info endpoint gave no answer in JSON; try again.",
                        failure));
    }

    private static Map<String, Object> merged(Jwt idToken, Map<String, Object> told) {
        if (!Objects.equals(idToken.getSubject(), told.get(IdTokenClaimNames.SUB))) {
            throw new ProviderFailure("The identity provider told about another person than the one who signed in.");
        }
        return merged(idToken.getClaims(), told);
    }

    /** Within objects, too: the roles of {@code realm_access.roles} may be told where other parts of it are signed. */
    private static <K> Map<K, Object> merged(Map<? extends K, ?> signed, Map<? extends K, ?> told) {
        var all = new HashMap<K, Object>(told);
        signed.forEach((name, value) -> all.merge(
                name,
                value,
                (below, above) -> below instanceof Map<?, ?> outer && above instanceof Map<?, ?> inner
                        ? UserInfo.<Object>merged(inner, outer)
                        : above));
        return all;
    }
}
