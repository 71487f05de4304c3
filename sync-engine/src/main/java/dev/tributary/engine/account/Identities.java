package dev.tributary.engine.account;

import dev.tributary.engine.credential.ForgetfulJson;
import dev.tributary.meta.oauth.BodyFormat;
import dev.tributary.meta.oauth.Identity;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Finds out whose account a token is of. */
@Component
final class Identities {

    /** Who it is, as far as the provider tells. */
    record Identified(Optional<String> externalId, Optional<String> name) {
        static final Identified NOBODY = new Identified(Optional.empty(), Optional.empty());
    }

    private static final int LONGEST = 200;

    private final TokenWire wire;

    Identities(TokenWire wire) {
        this.wire = wire;
    }

    /** Nobody, if the provider does not tell this token; fails with {@link ProviderUnavailable} if it may tell later. */
    Mono<Identified> of(ProviderAccess access, Granted granted, Collection<String> scopes) {
        return access.provider()
                .identity()
                .map(source -> switch (source) {
                    case Identity.InTokenAnswer inAnswer -> Mono.just(identified(granted.answer(), inAnswer));
                    case Identity.Asked asked
                    when asked.scope().filter(scope -> !scopes.contains(scope)).isPresent() ->
                        Mono.just(Identified.NOBODY);
                    case Identity.Asked asked -> asked(access, asked, granted);
                })
                .orElseGet(() -> Mono.just(Identified.NOBODY));
    }

    private Mono<Identified> asked(ProviderAccess access, Identity.Asked asked, Granted granted) {
        var request = wire.client(BodyFormat.FORM)
                .method(asked.body().isPresent() ? HttpMethod.POST : HttpMethod.GET)
                .uri(asked.url())
                .headers(headers -> {
                    headers.setBearerAuth(granted.accessToken());
                    headers.setAccept(List.of(MediaType.APPLICATION_JSON));
                    access.headers().forEach(header -> headers.set(header.name(), header.value()));
                });
        asked.body()
                .ifPresent(
                        body -> request.contentType(MediaType.APPLICATION_JSON).bodyValue(body));
        return TokenWire.patient(request.exchangeToMono(
                response -> TokenWire.<Identified>reading((status, body) -> read(status, body, asked))
                        .apply(response)));
    }

    private static Identified read(int status, byte[] body, Identity.Asked asked) {
        if (status >= 500 || status == 429) {
            throw new ProviderUnavailable("it does not say whose account this is, but answers " + status, null);
        }
        try {
            return status >= 400 ? Identified.NOBODY : identified(ForgetfulJson.MAPPER.readTree(body), asked);
        } catch (JacksonException notJson) {
            return Identified.NOBODY;
        }
    }

    private static Identified identified(JsonNode answer, Identity places) {
        return new Identified(
                TokenAnswers.text(answer, places.id()),
                TokenAnswers.text(answer, places.label())
                        .map(name -> name.replaceAll("\\p{Cntrl}+", " ").strip())
                        .map(name -> name.length() > LONGEST ? name.substring(0, LONGEST) : name));
    }
}
