package dev.tributary.engine.identity.oidc;

import dev.tributary.engine.connector.OutsideHttp;
import dev.tributary.engine.credential.ForgetfulJson;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Mono;

/**
 * Asks providers what they are, and remembers it for a while: for ten minutes what they said, for ten seconds that they did
 * not answer. Thread-safe.
 */
@Component
public final class Discovery {
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final Duration FAILURE_REMEMBERED = Duration.ofSeconds(10);
    private static final int MANY = 1_000;
    private static final ParameterizedTypeReference<Map<String, Object>> DOCUMENT =
            new ParameterizedTypeReference<>() {};

    private final OutsideHttp http;
    private final WebClient web;
    private final Clock clock;
    private final Map<IdentityProvider.Client, Known> known = new ConcurrentHashMap<>();

    private record Known(Instant until, Optional<KnownProvider> provider, String failure) {}

    Discovery(OutsideHttp http, Clock clock) {
        this.http = http;
        this.web = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(http.client()))
                .codecs(codecs ->
                        codecs.defaultCodecs().jacksonJsonDecoder(new JacksonJsonDecoder(ForgetfulJson.MAPPER)))
                .build();
        this.clock = clock;
    }

    /** Asks now, whatever is remembered. */
    public Mono<Void> check(IdentityProvider.Client client) {
        return ask(client).then();
    }

    /** What it is asked with from now on, too. */
    WebClient web() {
        return web;
    }

    /** A {@link ProviderFailure} if it cannot be used. */
    Mono<KnownProvider> of(IdentityProvider.Client client) {
        return Mono.defer(() -> {
            var now = clock.instant();
            @Nullable Known before = known.get(client);
            return before != null && before.until.isAfter(now)
                    ? before.provider.map(Mono::just).orElseGet(() -> Mono.error(new ProviderFailure(before.failure)))
                    : ask(client)
                            .doOnNext(
                                    found -> remember(client, new Known(now.plus(REMEMBERED), Optional.of(found), "")))
                            .doOnError(
                                    ProviderFailure.class,
                                    failure -> remember(
                                            client,
                                            new Known(
                                                    now.plus(FAILURE_REMEMBERED),
                                                    Optional.empty(),
                                                    failure.getMessage())));
        });
    }

    private void remember(IdentityProvider.Client client, Known what) {
        if (known.size() > MANY) {
            known.clear();
        }
        known.put(client, what);
    }

    private Mono<KnownProvider> ask(IdentityProvider.Client client) {
        return Mono.fromCallable(() -> address(client.issuer()))
                .flatMap(address -> web.get().uri(address).retrieve().bodyToMono(DOCUMENT))
                .map(document -> read(client, document))
                .switchIfEmpty(
                        Mono.error(() -> new ProviderFailure(client.issuer() + " has an empty discovery document")))
                .onErrorMap(
                        WebClientException.class,
                        failure -> new ProviderFailure(
                                "The discovery document of %s cannot be read: %s"
                                        .formatted(client.issuer(), reason(failure)),
                                failure));
    }

    private static String reason(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(10)
                .reduce((outer, inner) -> inner)
                .map(cause -> String.valueOf(cause.getMessage()))
                .orElse("no reason was given");
    }

    private URI address(String issuer) {
        var base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return checked("issuer", base + "/.well-known/openid-configuration");
    }

    private URI checked(String what, String address) {
        try {
            var uri = URI.create(address);
            if (http.mayGetSecrets(uri)) {
                return uri;
            }
        } catch (IllegalArgumentException broken) {
            throw new ProviderFailure("The %s of the provider is no web address".formatted(what), broken);
        }
        throw new ProviderFailure(
                "The %s of the provider must begin with https://; for http:// its host must be in".formatted(what)
                        + " tributary.source.allowed-hosts");
    }

    private KnownProvider read(IdentityProvider.Client client, Map<String, Object> document) {
        if (!client.issuer().equals(document.get("issuer"))) {
            throw new ProviderFailure(
                    "The provider at %s says that it is another; enter the issuer exactly as it says itself"
                            .formatted(client.issuer()));
        }
        var registration = registration(client, document);
        var details = registration.getProviderDetails();
        checked("authorization endpoint", String.valueOf(details.getAuthorizationUri()));
        checked("token endpoint", String.valueOf(details.getTokenUri()));
        checked("key set", String.valueOf(details.getJwkSetUri()));
        return new KnownProvider(document, userInfo(document), IdTokens.decoder(registration, web, clock));
    }

    private Optional<URI> userInfo(Map<String, Object> document) {
        return Optional.ofNullable(document.get("userinfo_endpoint"))
                .map(address -> checked("user-info endpoint", address.toString()));
    }

    private static ClientRegistration registration(IdentityProvider.Client client, Map<String, Object> document) {
        try {
            return ClientRegistrations.fromOidcConfiguration(document)
                    .registrationId("oidc")
                    .clientId(client.id())
                    .redirectUri("{baseUrl}")
                    .build();
        } catch (IllegalArgumentException | IllegalStateException broken) {
            throw new ProviderFailure(
                    "The discovery document of %s lacks what it needs: %s"
                            .formatted(client.issuer(), broken.getMessage()),
                    broken);
        }
    }
}
