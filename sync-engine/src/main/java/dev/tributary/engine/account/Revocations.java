package dev.tributary.engine.account;

import dev.tributary.engine.account.AccountStore.Stored;
import dev.tributary.engine.identity.Secret;
import dev.tributary.meta.oauth.BodyFormat;
import dev.tributary.meta.oauth.ClientAuthentication;
import dev.tributary.meta.oauth.Revocation;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient.RequestBodySpec;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** Gives accounts back to their providers. They are forgotten here whatever comes of it. */
@Component
final class Revocations {

    private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);

    private final AccountParts parts;
    private final OAuthProviders providers;
    private final OAuthClients clients;
    private final TokenWire wire;

    Revocations(AccountParts parts, OAuthProviders providers, OAuthClients clients, TokenWire wire) {
        this.parts = parts;
        this.providers = providers;
        this.clients = clients;
        this.wire = wire;
    }

    /** Completes when the provider has answered, or was asked in vain. */
    Mono<Void> revoke(Stored stored) {
        var account = stored.account();
        return Mono.justOrEmpty(providers.find(account.provider()))
                .zipWhen(clients::find, ProviderAccess::of)
                .flatMap(access -> Mono.justOrEmpty(access.provider().revocation())
                        .flatMap(how -> token(stored, how).flatMap(token -> send(access, how, token))))
                .onErrorResume(failure -> {
                    LOG.info(
                            "{} was deleted, but {} could not be asked to end its access ({}); end it there if need be",
                            account.name(),
                            account.provider(),
                            failure.getClass().getSimpleName());
                    return Mono.empty();
                });
    }

    private Mono<Secret> token(Stored stored, Revocation how) {
        return Mono.fromCallable(() -> switch (how.token()) {
                    case REFRESH_TOKEN -> stored.tokens().refreshToken(parts.box());
                    case ACCESS_TOKEN -> Optional.of(stored.tokens().accessToken(parts.box()));
                })
                .flatMap(Mono::justOrEmpty);
    }

    private Mono<Void> send(ProviderAccess access, Revocation how, Secret token) {
        var fields = new HashMap<String, String>();
        fields.put(how.field(), token.text());
        var request = switch (how.carrier()) {
            case FORM -> form(access, how, post(how.url()), fields);
            case JSON -> json(access, how, post(how.url()), fields);
            case QUERY -> identified(access, how, post(query(how.url(), fields)));
            case BEARER -> post(how.url()).headers(headers -> headers.setBearerAuth(token.text()));
            case PATH -> identified(access, how, delete(how, token));
        };
        access.headers().forEach(header -> request.header(header.name(), header.value()));
        return TokenWire.patient(request.exchangeToMono(response -> response.releaseBody()));
    }

    private RequestHeadersSpec<?> form(
            ProviderAccess access, Revocation how, RequestBodySpec request, Map<String, String> fields) {
        fields.putAll(client(access, how));
        var body = new LinkedMultiValueMap<String, String>();
        fields.forEach(body::add);
        return identified(access, how, request).body(BodyInserters.fromFormData(body));
    }

    private RequestHeadersSpec<?> json(
            ProviderAccess access, Revocation how, RequestBodySpec request, Map<String, String> fields) {
        fields.putAll(client(access, how));
        return identified(access, how, request)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(fields);
    }

    private static Map<String, String> client(ProviderAccess access, Revocation how) {
        return switch (how.client()) {
            case BODY -> Map.of("client_id", access.client().id(), "client_secret", secret(access));
            case PUBLIC -> Map.of("client_id", access.client().id());
            case BASIC, NONE -> Map.of();
        };
    }

    private static RequestBodySpec identified(ProviderAccess access, Revocation how, RequestBodySpec request) {
        return how.client() == ClientAuthentication.BASIC ? request.headers(access::basic) : request;
    }

    private static String secret(ProviderAccess access) {
        return access.client().secret().map(Secret::text).orElse("");
    }

    private RequestBodySpec post(String url) {
        return wire.client(BodyFormat.FORM).post().uri(URI.create(url));
    }

    private RequestBodySpec delete(Revocation how, Secret token) {
        return wire.client(BodyFormat.FORM).method(HttpMethod.DELETE).uri(how.url(), Map.of("token", token.text()));
    }

    private static String query(String url, Map<String, String> fields) {
        var address = UriComponentsBuilder.fromUriString(url);
        fields.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(fields).toUriString();
    }
}
