package dev.tributary.connector.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import dev.tributary.connector.testkit.RecordedSource.Answer;
import dev.tributary.connector.testkit.RecordedSource.Request;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;

/** Between the JDK's HTTP server and the records of a {@link RecordedSource}. */
final class RecordedExchange {

    private RecordedExchange() {}

    static Request request(HttpExchange exchange) throws IOException {
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        headers.remove(DirectHttp.MEANT_ORIGIN);
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        return new Request(exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body);
    }

    static void send(HttpExchange exchange, Answer answer) throws IOException {
        try (exchange) {
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            var bytes = answer.body().toArray();
            var bodiless = bytes.length == 0
                    || answer.status() == 204
                    || answer.status() == 304
                    || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : bytes.length);
            if (!bodiless) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }
}
