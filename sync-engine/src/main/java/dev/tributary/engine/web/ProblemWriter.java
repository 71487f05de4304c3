package dev.tributary.engine.web;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Sends a problem, whatever the client said it accepts. For filters; controllers throw. */
@Component
public final class ProblemWriter {
    private final JsonMapper json;

    ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    public Mono<Void> write(ServerWebExchange exchange, Problem problem) {
        return Mono.defer(() -> {
            var response = exchange.getResponse();
            response.setStatusCode(problem.kind().status());
            var headers = response.getHeaders();
            headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
            headers.setCacheControl(CacheControl.noStore());
            if (problem.kind() == Problem.Kind.UNAUTHENTICATED) {
                headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            }
            problem.headers().forEach(headers::set);
            var body = json.writeValueAsBytes(ProblemBody.of(problem));
            headers.setContentLength(body.length);
            return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
        });
    }
}
