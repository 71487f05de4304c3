package dev.tributary.engine.web.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.identity.Role;
import dev.tributary.engine.web.RawClient;
import dev.tributary.engine.web.RunningEngine;
import dev.tributary.engine.web.Visitor;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths and requests that no client of good will sends, byte by byte. */
final class OddPathsIT {
    @RegisterExtension
    static final RunningEngine ENGINE = new RunningEngine("--tributary.access.request-timeout=1s");

    private static String viewer = "";

    @BeforeAll
    static void enter() {
        var visitor = new Visitor(ENGINE);
        viewer = visitor.token(visitor.account(Role.ADMIN), Role.VIEWER, Optional.empty())
                .secret()
                .text();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../../../etc/passwd",
                "/api/v1/../../../etc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/..%2f..%2fetc/passwd",
                "/..%5c..%5cwindows/win.ini",
                "/..;/..;/etc/passwd",
                "/%252e%252e/etc/passwd",
                "/oauth/..%2fapplication.yaml",
                "/webjars/../application.yaml",
                "/file:///etc/passwd",
                "/api/v1/me%00.md",
                "/application.yaml"
            })
    void leadToNoFile(String path) throws IOException {
        assertThat(get(path)).doesNotStartWith("HTTP/1.1 2").doesNotContain("root:", "spring:", "banner-mode");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/tokens",
                "/api/v1/tokens/",
                "/api/v1//tokens",
                "//api/v1/tokens",
                "/api/v1/tokens;a=b",
                "/api/v1;a=b/tokens",
                "/api/v1/./tokens",
                "/api/v1/me/../tokens",
                "/api/v1/%74okens",
                "/api/v1/tokens%2f",
                "/api/v1/tokens%20",
                "/api/v1/TOKENS",
                "/api/v1/tokens.json",
                "/actuator/env",
                "/actuator/health/../env",
                "/actuator/health;/../heapdump",
                "http://127.0.0.1/api/v1/tokens"
            })
    void leadNobodyAroundTheRights(String path) throws IOException {
        assertThat(get(path)).doesNotStartWith("HTTP/1.1 2").doesNotContain("\"items\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/nothing%0d%0aSet-Cookie:%20a=b",
                "/oidc/1/start?returnTo=/%0d%0aSet-Cookie:%20a=b",
                "/api/v1/knowledge-bases/1%0d%0aSet-Cookie:%20a=b",
                "/api/v1/me?x=%E5%98%8D%E5%98%8ASet-Cookie:%20a=b"
            })
    void addNoHeaderToTheAnswer(String path) throws IOException {
        var head = get(path).split("\r\n\r\n", 2)[0].toLowerCase(Locale.ROOT);
        assertThat(head).doesNotContain("\nset-cookie");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET\r\n\r\n",
                "\0\0\0\0\r\n\r\n",
                "GET /api/v1/me HTTP/1.1\r\nHost x\r\n\r\n",
                "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n",
                "GET /api/v1/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
                "POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: /\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            })
    void tellNothingOfTheInsideWhenBroken(String request) throws IOException {
        expectPlainRefusal(RawClient.send(ENGINE.port(), request.getBytes(UTF_8)));
    }

    @Test
    void tellNothingOfTheInsideWhenTooLong() throws IOException {
        expectPlainRefusal(get("/api/v1/" + "x".repeat(100_000)));
        expectPlainRefusal(send("GET /api/v1/me HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(100_000) + "\r\n\r\n"));
        expectPlainRefusal(send("GET /api/v1/me HTTP/1.1\r\nHost: x\r\n" + "X-Many: x\r\n".repeat(20_000) + "\r\n"));
    }

    @Test
    void hideNoSecondRequestInTheBodyOfTheFirst() throws IOException {
        var hidden = "GET /actuator/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        var answer =
                send("POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n"
                        + "Content-Type: application/json\r\nConnection: close\r\n\r\n0\r\n\r\n" + hidden);
        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("\"UP\"");
    }

    @Test
    void keepNoConnectionForARequestThatDoesNotEnd() throws IOException {
        var answer = send("POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: 100\r\n\r\n{");
        assertThat(answer).doesNotStartWith("HTTP/1.1 2").doesNotContain("Exception", "\tat ");
    }

    private static void expectPlainRefusal(String answer) {
        assertThat(answer)
                .doesNotStartWith("HTTP/1.1 2")
                .doesNotStartWith("HTTP/1.1 5")
                .doesNotContain("Exception", "\tat ", "io.netty", "org.springframework", "dev.tributary");
    }

    private static String get(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + viewer
                + "\r\nConnection: close\r\n\r\n");
    }

    private static String send(String request) throws IOException {
        return RawClient.send(ENGINE.port(), request.getBytes(UTF_8));
    }
}
