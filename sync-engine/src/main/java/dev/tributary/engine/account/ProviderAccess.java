package dev.tributary.engine.account;

import dev.tributary.engine.identity.Secret;
import dev.tributary.meta.oauth.ClientAuthentication;
import dev.tributary.meta.oauth.Grant;
import dev.tributary.meta.oauth.OAuthProvider;
import dev.tributary.meta.oauth.Parameter;
import dev.tributary.meta.oauth.ScopeSyntax;
import dev.tributary.meta.oauth.SignIn;
import dev.tributary.meta.oauth.TokenAnswer;
import dev.tributary.meta.oauth.TokenEndpoint;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/** A provider as one client of ours reaches it: declaration and client in Spring's terms. */
record ProviderAccess(OAuthProvider provider, OAuthClient client) {

    /** Fills the client's answers into the provider's addresses. */
    static ProviderAccess of(OAuthProvider provider, OAuthClient client) {
        return new ProviderAccess(provider.at(client.hosts()), client);
    }

    /** The token endpoint of the sign-in. */
    TokenEndpoint endpoint() {
        return switch (provider.signIn()) {
            case SignIn.Code code -> code.tokens();
            case SignIn.Fragment fragment ->
                throw new IllegalStateException(
                        provider.id() + " has no token endpoint, but " + fragment.authorization());
        };
    }

    /** What all requests to the provider have. */
    List<Parameter> headers() {
        return switch (provider.signIn()) {
            case SignIn.Code code -> code.tokens().headers();
            case SignIn.Fragment _ -> List.of();
        };
    }

    /** Answers to whatever is no refresh token. */
    TokenAnswers answers() {
        return answers(endpoint().answer());
    }

    TokenAnswers answers(TokenAnswer shape) {
        return new TokenAnswers(shape, endpoint().errors(), scopes());
    }

    ScopeSyntax scopes() {
        return provider.signIn().scopes();
    }

    /** These scopes as the wire has them, without those that only a person's sign-in needs. */
    String onTheWire(Collection<String> wanted) {
        var syntax = scopes();
        return new ScopeSyntax(
                        syntax.parameter(),
                        syntax.separator(),
                        List.of(),
                        syntax.expansions(),
                        ScopeSyntax.Placement.IN_REQUEST)
                .requested(wanted);
    }

    <G extends Grant> Optional<G> grant(Class<G> kind) {
        return provider.grants().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }

    ClientRegistration registration(TokenEndpoint endpoint, AuthorizationGrantType grant) {
        return ClientRegistration.withRegistrationId(provider.id())
                .clientId(client.id())
                .clientSecret(client.secret().map(secret -> secret.text()).orElse(""))
                .clientAuthenticationMethod(method(endpoint.client()))
                .authorizationGrantType(grant)
                .authorizationUri(provider.signIn().authorization())
                .redirectUri("{baseUrl}" + Consents.CALLBACK)
                .tokenUri(endpoint.url())
                .build();
    }

    /** The client as user and password, each encoded as RFC 6749, section 2.3.1, wants it, and as Spring's clients do. */
    void basic(HttpHeaders headers) {
        var secret = client.secret().map(Secret::text).orElse("");
        headers.setBasicAuth(
                URLEncoder.encode(client.id(), StandardCharsets.UTF_8),
                URLEncoder.encode(secret, StandardCharsets.UTF_8));
    }

    private static ClientAuthenticationMethod method(ClientAuthentication client) {
        return switch (client) {
            case BASIC -> ClientAuthenticationMethod.CLIENT_SECRET_BASIC;
            case BODY -> ClientAuthenticationMethod.CLIENT_SECRET_POST;
            case PUBLIC, NONE -> ClientAuthenticationMethod.NONE;
        };
    }
}
