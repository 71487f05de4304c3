package dev.tributary.engine.account;

import dev.tributary.engine.credential.ForgetfulJson;
import java.nio.charset.StandardCharsets;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpRequestDecorator;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sends the fields of a form as a JSON object, for providers that want it so. */
final class JsonBody extends ClientHttpRequestDecorator {

    private JsonBody(ClientHttpRequest request) {
        super(request);
    }

    static ClientRequest of(ClientRequest form) {
        return ClientRequest.from(form)
                .body((output, context) -> form.body().insert(new JsonBody(output), context))
                .build();
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
        return DataBufferUtils.join(Flux.from(body)).flatMap(form -> {
            var text = form.toString(StandardCharsets.UTF_8);
            DataBufferUtils.release(form);
            var json = json(text);
            getHeaders().setContentType(MediaType.APPLICATION_JSON);
            getHeaders().setContentLength(json.length);
            return super.writeWith(Mono.just(bufferFactory().wrap(json)));
        });
    }

    private static byte[] json(String form) {
        var object = ForgetfulJson.MAPPER.createObjectNode();
        UriComponentsBuilder.newInstance()
                .query(form)
                .build()
                .getQueryParams()
                .toSingleValueMap()
                .forEach((name, value) -> object.put(decoded(name), decoded(value == null ? "" : value)));
        return ForgetfulJson.MAPPER.writeValueAsBytes(object);
    }

    private static String decoded(String text) {
        return UriUtils.decode(text.replace('+', ' '), StandardCharsets.UTF_8);
    }
}
