package dev.tributary.engine.account;

import dev.tributary.meta.oauth.ClientAuthentication;
import dev.tributary.meta.oauth.Grant;
import dev.tributary.meta.oauth.TokenEndpoint;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.client.endpoint.AbstractOAuth2AuthorizationGrantRequest;
import org.springframework.security.oauth2.client.endpoint.AbstractWebClientReactiveOAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.JwtBearerGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveJwtBearerTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Mono;

/**
 * Asks providers for tokens with Spring Security's clients, in the way each of them wants to be asked. Fails with
 * {@link TokenRefused} or {@link ProviderUnavailable}.
 */
@Component
final class TokenRequests {

    private static final String GRANT_TYPE = "grant_type";

    private final TokenWire wire;
    private final Clock clock;

    TokenRequests(TokenWire wire, Clock clock) {
        this.wire = wire;
        this.clock = clock;
    }

    /** For the code that a browser brought back. */
    Mono<Granted> code(ProviderAccess access, OAuth2AuthorizationExchange exchange) {
        var endpoint = access.endpoint();
        var registration = access.registration(endpoint, AuthorizationGrantType.AUTHORIZATION_CODE);
        return asked(
                access,
                endpoint,
                new WebClientReactiveAuthorizationCodeTokenResponseClient(),
                new OAuth2AuthorizationCodeGrantRequest(registration, exchange),
                _ -> {});
    }

    Mono<Granted> refresh(ProviderAccess access, String refreshToken, String accessToken) {
        var endpoint = access.endpoint();
        var registration = access.registration(endpoint, AuthorizationGrantType.REFRESH_TOKEN);
        var old = new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, accessToken, null, null);
        return asked(
                access,
                endpoint,
                new WebClientReactiveRefreshTokenTokenResponseClient(),
                new OAuth2RefreshTokenGrantRequest(registration, old, new OAuth2RefreshToken(refreshToken, null)),
                _ -> {});
    }

    /** For the client itself. */
    Mono<Granted> client(
            ProviderAccess access, Grant.ClientCredentials grant, ServiceKey key, Collection<String> wanted) {
        var endpoint = access.endpoint().at(grant.token());
        var scopes = grant.scope().isEmpty() ? access.onTheWire(wanted) : grant.scope();
        return asked(
                access,
                endpoint,
                new WebClientReactiveClientCredentialsTokenResponseClient(),
                new OAuth2ClientCredentialsGrantRequest(
                        access.registration(endpoint, AuthorizationGrantType.CLIENT_CREDENTIALS)),
                fields -> {
                    fields.set(GRANT_TYPE, grant.grantType());
                    if (!scopes.isEmpty()) {
                        fields.set("scope", scopes);
                    }
                    grant.answers()
                            .forEach(field -> fields.set(
                                    field.name(),
                                    field.value().isEmpty()
                                            ? key.answers().getOrDefault(field.name(), "")
                                            : field.value()));
                });
    }

    /** For a service account, whose key signs. */
    Mono<Granted> assertion(ProviderAccess access, Grant.JwtBearer grant, ServiceKey key, Collection<String> wanted) {
        var endpoint = withoutClient(access.endpoint().at(grant.token()));
        return Mono.fromCallable(() -> Assertions.sign(key, grant, access.onTheWire(wanted), clock.instant()))
                .flatMap(jwt -> asked(
                        access,
                        endpoint,
                        new WebClientReactiveJwtBearerTokenResponseClient(),
                        new JwtBearerGrantRequest(
                                access.registration(endpoint, AuthorizationGrantType.JWT_BEARER), jwt),
                        _ -> {}));
    }

    private static TokenEndpoint withoutClient(TokenEndpoint endpoint) {
        return new TokenEndpoint(
                endpoint.url(),
                ClientAuthentication.NONE,
                endpoint.format(),
                endpoint.headers(),
                endpoint.answer(),
                endpoint.refreshed(),
                endpoint.errors());
    }

    private <T extends AbstractOAuth2AuthorizationGrantRequest> Mono<Granted> asked(
            ProviderAccess access,
            TokenEndpoint endpoint,
            AbstractWebClientReactiveOAuth2AccessTokenResponseClient<T> client,
            T request,
            Consumer<MultiValueMap<String, String>> fields) {
        client.setWebClient(wire.client(endpoint.format()));
        client.setBodyExtractor(TokenWire.extractor(
                request instanceof OAuth2RefreshTokenGrantRequest
                        ? access.answers(endpoint.refreshed())
                        : access.answers()));
        client.addHeadersConverter(_ -> headers(endpoint));
        client.setParametersCustomizer(parameters -> {
            fields.accept(parameters);
            if (endpoint.client() == ClientAuthentication.NONE) {
                parameters.remove("client_id");
            }
        });
        return TokenWire.patient(client.getTokenResponse(request)).map(TokenWire::granted);
    }

    private static HttpHeaders headers(TokenEndpoint endpoint) {
        var headers = new HttpHeaders();
        headers.setAccept(List.of(MediaType.APPLICATION_JSON));
        endpoint.headers().forEach(header -> headers.set(header.name(), header.value()));
        return headers;
    }

    /** For a device code, for which Spring has no client: the same endpoint, asked again and again. */
    Mono<Granted> device(ProviderAccess access, Grant.DeviceCode grant, String deviceCode) {
        return form(access, access.endpoint().url(), Map.of(GRANT_TYPE, grant.grantType(), "device_code", deviceCode))
                .reading((status, body) -> access.answers().read(status, body));
    }

    /** A request with the fields of a form, and those that say which client asks. */
    FormRequest form(ProviderAccess access, String url, Map<String, String> fields) {
        return new FormRequest(wire, access, url, fields);
    }
}
