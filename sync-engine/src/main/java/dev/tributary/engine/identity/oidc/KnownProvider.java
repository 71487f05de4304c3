package dev.tributary.engine.identity.oidc;

import dev.tributary.engine.identity.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

/**
 * What a provider says of itself.
 *
 * @param document its discovery document
 * @param userInfo where it tells about a person, if it does
 * @param idTokens reads its ID tokens and refuses all others
 */
record KnownProvider(Map<String, Object> document, Optional<URI> userInfo, ReactiveJwtDecoder idTokens) {

    /** Lives for one sign-in, for it has the secret in the clear. */
    ClientRegistration registration(IdentityProvider.Client client, Optional<Secret> secret, String redirectUri) {
        var builder = ClientRegistrations.fromOidcConfiguration(document)
                .registrationId("oidc")
                .clientId(client.id())
                .redirectUri(redirectUri)
                .scope(client.scopes());
        return secret.map(text -> builder.clientSecret(text.text()))
                .orElseGet(() -> builder.clientAuthenticationMethod(ClientAuthenticationMethod.NONE))
                .build();
    }

    @Override
    public String toString() {
        return "KnownProvider[" + document.get("issuer") + "]";
    }
}
