package dev.tributary.engine.account;

import dev.tributary.engine.identity.Secret;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.publisher.Mono;

/** A request to a provider for which Spring has no client, in the name of a client of ours. */
record FormRequest(TokenWire wire, ProviderAccess access, String url, Map<String, String> fields) {

    <T> Mono<T> reading(TokenWire.Reading<T> reading) {
        var endpoint = access.endpoint();
        var request = wire.client(endpoint.format())
                .post()
                .uri(url)
                .headers(headers -> {
                    headers.setAccept(List.of(MediaType.APPLICATION_JSON));
                    endpoint.headers().forEach(header -> headers.set(header.name(), header.value()));
                    authenticate(headers);
                })
                .body(BodyInserters.fromFormData(body()));
        return TokenWire.patient(
                request.exchangeToMono(response -> TokenWire.reading(reading).apply(response)));
    }

    private void authenticate(HttpHeaders headers) {
        switch (access.endpoint().client()) {
            case BASIC -> access.basic(headers);
            case BODY, PUBLIC, NONE -> {}
        }
    }

    private MultiValueMap<String, String> body() {
        var body = new LinkedMultiValueMap<String, String>();
        fields.forEach(body::add);
        switch (access.endpoint().client()) {
            case BODY -> {
                body.add("client_id", access.client().id());
                body.add("client_secret", secret());
            }
            case PUBLIC, BASIC -> body.add("client_id", access.client().id());
            case NONE -> {}
        }
        return body;
    }

    private String secret() {
        return access.client().secret().map(Secret::text).orElse("");
    }

    @Override
    public String toString() {
        return "FormRequest[" + url + "]";
    }
}
