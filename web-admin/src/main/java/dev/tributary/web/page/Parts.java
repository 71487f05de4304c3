package dev.tributary.web.page;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.ViewResolver;
import org.springframework.web.server.ServerWebExchange;
import org.thymeleaf.spring6.view.reactive.ThymeleafReactiveViewResolver;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Draws parts of pages that are sent later than their page, as text. */
@Component
public final class Parts {
    private final ViewResolver views;

    Parts(ThymeleafReactiveViewResolver views) {
        this.views = views;
    }

    /**
     * Draws a part as it would be within its page.
     *
     * @param view as in {@code connector/progress :: now}
     * @param exchange of the page that it is for
     */
    public Mono<String> draw(String view, Map<String, ?> model, ServerWebExchange exchange) {
        var drawn = new Drawn(exchange.getResponse());
        var page = exchange.mutate()
                .request(request -> request.headers(headers -> headers.setAccept(List.of(MediaType.TEXT_HTML))))
                .response(drawn)
                .build();
        return views.resolveViewName(view, Locale.ENGLISH)
                .flatMap(found -> found.render(model, MediaType.TEXT_HTML, page))
                .then(Mono.defer(drawn.text::asMono));
    }

    /** Takes what is written, and keeps it from the browser. */
    private static final class Drawn extends ServerHttpResponseDecorator {
        private final HttpHeaders headers = new HttpHeaders();
        private final Sinks.One<String> text = Sinks.one();

        Drawn(ServerHttpResponse response) {
            super(response);
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
            return DataBufferUtils.join(body)
                    .map(buffer -> {
                        var all = buffer.toString(StandardCharsets.UTF_8);
                        DataBufferUtils.release(buffer);
                        return all;
                    })
                    .defaultIfEmpty("")
                    .doOnNext(text::tryEmitValue)
                    .then();
        }

        @Override
        public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
            return writeWith(Flux.from(body).concatMap(Flux::from));
        }
    }
}
