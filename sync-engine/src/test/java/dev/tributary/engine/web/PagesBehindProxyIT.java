package dev.tributary.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Pages ask the engine of their own process, wherever a proxy, or somebody else, says that it is. */
final class PagesBehindProxyIT {
    private static final String SESSION = "__Host-tributary_session";

    @RegisterExtension
    static final RunningEngine ENGINE = new RunningEngine("--server.forward-headers-strategy=native");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    X-Forwarded-Host | kb.example.org
                    X-Forwarded-Port | 443
                    Forwarded        | proto=https;host=kb.example.org
                    """)
    void areThereWhateverTheProxyIsCalled(String header, String value) {
        page(header, value)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(page -> assertThat(page).contains("Knowledge bases"));
    }

    @Test
    void askNobodyElseInTheNameOfAVisitor() throws IOException {
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        var elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        });
        elsewhere.start();
        try {
            page("X-Forwarded-Host", "127.0.0.1:" + elsewhere.getAddress().getPort())
                    .expectStatus()
                    .isOk();
        } finally {
            elsewhere.stop(0);
        }
        assertThat(asked).isEmpty();
    }

    private static WebTestClient.ResponseSpec page(String header, String value) {
        return ENGINE.client()
                .get()
                .uri("/ui/knowledge-bases")
                .header("X-Forwarded-Proto", "https")
                .header(header, value)
                .cookie(SESSION, session())
                .exchange();
    }

    private static String session() {
        return Objects.requireNonNull(ENGINE.client()
                        .post()
                        .uri("/api/v1/session")
                        .header("X-Forwarded-Proto", "https")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(Map.of("username", "admin", "password", RunningEngine.PASSWORD))
                        .exchange()
                        .expectStatus()
                        .isCreated()
                        .returnResult(String.class)
                        .getResponseCookies()
                        .getFirst(SESSION))
                .getValue();
    }
}
