package dev.tributary.engine.identity.oidc;

import dev.tributary.engine.identity.Actor;
import dev.tributary.engine.identity.Audit;
import dev.tributary.engine.identity.ExternalOutcome;
import dev.tributary.engine.identity.ExternalPerson;
import dev.tributary.engine.identity.ExternalSignIn;
import dev.tributary.engine.identity.Secret;
import dev.tributary.engine.identity.Visit;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Mono;

/** What is said between the engine and a provider during a sign-in. */
@Component
final class Exchange {
    private static final String UNNAMED = "person";
    private static final int LONGEST_CODE = 4_096;

    private final IdentityProviders providers;
    private final Discovery discovery;
    private final ExternalSignIn signIn;
    private final Audit audit;
    private final UserInfo userInfo;
    private final WebClientReactiveAuthorizationCodeTokenResponseClient tokens =
            new WebClientReactiveAuthorizationCodeTokenResponseClient();

    Exchange(IdentityProviders providers, Discovery discovery, ExternalSignIn signIn, Audit audit) {
        this.providers = providers;
        this.discovery = discovery;
        this.signIn = signIn;
        this.audit = audit;
        this.userInfo = new UserInfo(discovery.web());
        tokens.setWebClient(discovery.web());
    }

    /** A way that was begun; {@code callback} is the address of ours at its end. */
    record Way(IdentityProvider provider, Attempt attempt, URI callback) {}

    Mono<URI> wayThere(IdentityProvider provider, Attempt attempt, URI callback) {
        return discovery.of(provider.client()).map(known -> {
            var registration = known.registration(provider.client(), Optional.empty(), callback.toString());
            return URI.create(request(registration, attempt).getAuthorizationRequestUri());
        });
    }

    private static OAuth2AuthorizationRequest request(ClientRegistration registration, Attempt attempt) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(
                        Objects.requireNonNull(registration.getProviderDetails().getAuthorizationUri()))
                .clientId(registration.getClientId())
                .redirectUri(registration.getRedirectUri())
                .scopes(new LinkedHashSet<>(registration.getScopes()))
                .state(attempt.state())
                .attributes(attributes -> attributes.put(PkceParameterNames.CODE_VERIFIER, attempt.verifier()))
                .additionalParameters(parameters -> {
                    parameters.put(OidcParameterNames.NONCE, attempt.nonce());
                    parameters.put(PkceParameterNames.CODE_CHALLENGE, new Secret(attempt.verifier()).challenge());
                    parameters.put(PkceParameterNames.CODE_CHALLENGE_METHOD, "S256");
                })
                .build();
    }

    Mono<OidcOutcome> wayBack(Way way, Callback callback, Visit visit) {
        return person(way, callback)
                .flatMap(person -> signIn.signIn(person, visit))
                .map(outcome -> outcome(way, outcome))
                .onErrorResume(
                        ProviderFailure.class,
                        failure -> refused(way, failure, visit)
                                .thenReturn(
                                        new OidcOutcome.Refused(OidcOutcome.Reason.PROVIDER, failure.getMessage())));
    }

    private Mono<Void> refused(Way way, ProviderFailure failure, Visit visit) {
        return audit.record(
                Actor.ANONYMOUS,
                "session.refuse",
                "identityProvider:" + way.provider.id(),
                Map.of("address", visit.address(), "reason", failure.getMessage()));
    }

    private Mono<ExternalPerson> person(Way way, Callback callback) {
        return Mono.fromCallable(() -> code(way, callback))
                .flatMap(code -> discovery
                        .of(way.provider.client())
                        .flatMap(known -> providers
                                .secret(way.provider)
                                .map(secret ->
                                        known.registration(way.provider.client(), secret, way.callback.toString()))
                                .flatMap(registration -> redeemed(registration, way.attempt, code))
                                .flatMap(answer -> claims(way, known, answer))))
                .onErrorMap(Exchange::isRefusal, Exchange::failure)
                .map(claims -> person(way, claims));
    }

    private static String code(Way way, Callback callback) {
        if (callback.issuer()
                .filter(issuer -> !issuer.equals(way.provider.client().issuer()))
                .isPresent()) {
            throw new ProviderFailure("Another provider than the one chosen sent you back; begin again.");
        }
        return callback.code()
                .filter(code -> code.length() <= LONGEST_CODE)
                .orElseThrow(() -> new ProviderFailure(callback.error()
                        .filter(error -> error.matches("[a-z_]{1,40}"))
                        .map(error -> "The identity provider did not sign you in (%s).".formatted(error))
                        .orElse("The identity provider did not sign you in.")));
    }

    private Mono<Map<String, Object>> claims(Way way, KnownProvider known, OAuth2AccessTokenResponse answer) {
        return known.idTokens()
                .decode(idToken(answer))
                .doOnNext(idToken -> requireNonce(way, idToken))
                .flatMap(idToken ->
                        userInfo.completed(idToken, way.provider.admission(), known, answer.getAccessToken()));
    }

    private Mono<OAuth2AccessTokenResponse> redeemed(ClientRegistration registration, Attempt attempt, String code) {
        var request = request(registration, attempt);
        var response = OAuth2AuthorizationResponse.success(code)
                .redirectUri(Objects.requireNonNull(request.getRedirectUri()))
                .state(attempt.state())
                .build();
        return tokens.getTokenResponse(new OAuth2AuthorizationCodeGrantRequest(
                registration, new OAuth2AuthorizationExchange(request, response)));
    }

    private static String idToken(OAuth2AccessTokenResponse response) {
        if (response.getAdditionalParameters().get(OidcParameterNames.ID_TOKEN) instanceof String token) {
            return token;
        }
        throw new ProviderFailure("The identity provider sent no ID token; is the scope openid among the scopes?");
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof OAuth2AuthorizationException
                || failure instanceof JwtException
                || failure instanceof WebClientException;
    }

    /** The message may quote what the provider sent, and stays inside. */
    private static ProviderFailure failure(Throwable failure) {
        return switch (failure) {
            case OAuth2AuthorizationException refused ->
                new ProviderFailure(
                        "The identity provider did not accept the sign-in (%s); an admin checks client id and secret."
                                .formatted(
                                        refused.getError().getErrorCode().matches("[a-z_]{1,40}")
                                                ? refused.getError().getErrorCode()
                                                : "no reason was given"),
                        failure);
            case JwtException _ ->
                new ProviderFailure(
                        "The ID token of the identity provider is not valid: wrong signature, issuer, audience or time.",
                        failure);
            default -> new ProviderFailure("The identity provider does not answer; try again.", failure);
        };
    }

    private static void requireNonce(Way way, Jwt idToken) {
        @Nullable String nonce = idToken.getClaimAsString(IdTokenClaimNames.NONCE);
        if (nonce == null || !new Secret(nonce).equalsInConstantTime(new Secret(way.attempt.nonce()))) {
            throw new ProviderFailure("The ID token of the identity provider is not for this sign-in; begin again.");
        }
    }

    private static ExternalPerson person(Way way, Map<String, Object> claims) {
        var provider = way.provider;
        return new ExternalPerson(
                provider.method(),
                new ExternalPerson.Identity(
                        provider.client().issuer(), (String) Objects.requireNonNull(claims.get(IdTokenClaimNames.SUB))),
                name(claims),
                Groups.role(provider.admission(), claims),
                provider.admission().newcomers());
    }

    /** What to call a newcomer, in the letters that user names may have. */
    private static String name(Map<String, Object> claims) {
        return Stream.of("preferred_username", "email", "name")
                .flatMap(claim -> claims.get(claim) instanceof String text ? Stream.of(text) : Stream.empty())
                .map(text -> text.replaceAll("[^A-Za-z0-9._@-]+", ".").replaceAll("^[^A-Za-z0-9]+", ""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(UNNAMED);
    }

    private static OidcOutcome outcome(Way way, ExternalOutcome outcome) {
        return switch (outcome) {
            case ExternalOutcome.SignedIn(var person, var session) ->
                new OidcOutcome.SignedIn(person, session, way.attempt.returnTo());
            case ExternalOutcome.NoRole() ->
                refusal(
                        "You are signed in at %s, but none of your groups there has a role here; ask an admin to give you one.",
                        way);
            case ExternalOutcome.NoAccount() ->
                refusal("You are signed in at %s, but have no account here; ask an admin to let you in.", way);
            case ExternalOutcome.Disabled() ->
                refusal("You are signed in at %s, but your account here is disabled; ask an admin.", way);
        };
    }

    private static OidcOutcome refusal(String message, Way way) {
        return new OidcOutcome.Refused(OidcOutcome.Reason.PERSON, message.formatted(way.provider.name()));
    }
}
