package dev.tributary.engine.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.identity.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Requests that want to break the engine, to every route it has: each is refused with a reason, and nothing breaks. */
final class HostileInputIT {
    @RegisterExtension
    static final RunningEngine ENGINE = new RunningEngine("--tributary.access.requests-per-minute=1000000");

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Never closed: a test that fails may be run again by the same JVM. */
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final String BASES = "/api/v1/knowledge-bases";
    private static final String CHECK = "/api/v1/connector-types/website/check";

    private static String token = "";
    private static String base = "";

    @BeforeAll
    static void enter() throws Exception {
        var visitor = new Visitor(ENGINE);
        token = visitor.token(visitor.account(Role.ADMIN), Role.ADMIN, Optional.empty())
                .secret()
                .text();
        base = JSON.readTree(post(BASES, "{\"name\": \"Hostile\"}").body())
                .path("id")
                .asString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip", "deflate", "br", "gzip, gzip", "identity, gzip", "nonsense"})
    void takesNoPackedBodies(String coding) throws Exception {
        var bomb = packed("{\"name\": \"" + "x".repeat(100 * RequestSize.LIMIT) + "\"}");
        assertThat(bomb).hasSizeLessThan(RequestSize.LIMIT);
        var answer = send(
                request(BASES).header("Content-Encoding", coding).method("POST", BodyPublishers.ofByteArray(bomb)));
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.headers().firstValue("Accept-Encoding")).contains("identity");
        assertThat(answer.body()).contains("/problems/unsupported-media-type", "Content-Encoding");
    }

    @Test
    void takesABodyThatSaysItIsNotPacked() throws Exception {
        var answer = send(request(BASES)
                .header("Content-Encoding", "identity")
                .method("POST", BodyPublishers.ofString("{\"name\": \"Plain\"}")));
        assertThat(answer.statusCode()).isEqualTo(201);
    }

    private static byte[] packed(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":"})
    void readsNoJsonThatIsNestedWithoutEnd(String level) throws Exception {
        for (var place : List.of("{\"config\": {\"startUrl\": ", "{\"config\": ", "{\"secrets\": {\"a\": ", "")) {
            var answer = post(CHECK, place + level.repeat(100_000));
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("/problems/bad-request");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name": "one", "name": "two"}
            {"name": "one", "description": "", "description": "two"}
            """)
    void takesNoFieldTwice(String body) throws Exception {
        var answer = post(BASES, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("line 1").doesNotContain("two");
    }

    static Stream<String> hugeNumbers() {
        return Stream.of("99999999999999999999", "1e999999999", "-1e999999999", "1.5", "9".repeat(10_000), "1e400");
    }

    @ParameterizedTest
    @MethodSource("hugeNumbers")
    void takesNoNumberThatIsNone(String number) throws Exception {
        var answer = post(
                BASES + "/%s/connectors".formatted(base),
                "{\"type\": \"website\", \"schedule\": {\"everyMinutes\": %s}}".formatted(number));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("/problems/bad-request");
        var answered = post(CHECK, "{\"config\": {\"maxPages\": %s}}".formatted(number));
        assertThat(answered.statusCode()).isBetween(400, 422);
    }

    static Stream<byte[]> brokenTexts() {
        return Stream.of(
                        "\u00ff",
                        "\u00c0\u0080",
                        "\u00ed\u00a0\u0080",
                        "\u00f8\u0088\u0080\u0080\u0080",
                        "\u00e2\u0082")
                .map(text -> "{\"name\": \"a%s\"}".formatted(text).getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @MethodSource("brokenTexts")
    void takesNoTextThatIsNotUtf8(byte[] body) throws Exception {
        var answer = send(request(BASES).method("POST", BodyPublishers.ofByteArray(body)));
        assertThat(answer.statusCode()).isBetween(400, 422);
        assertThat(answer.body()).contains("/problems/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\ud800", "\udc00x"})
    void namesTheFieldOfEachBodyThatHasWhatCannotBeStored(String text) throws Exception {
        var routes = routes();
        var seen = new ArrayList<String>();
        for (var place : routes.texts(text).toList()) {
            var path = filled(place.route());
            var body = JSON.writeValueAsString(place.body()).getBytes(UTF_8);
            var answer =
                    send(request(path).method(place.route().method(), BodyPublishers.ofByteArray(escaped(body, text))));
            assertThat(answer.statusCode()).as(place.toString()).isBetween(400, 422);
            assertThat(answer.body()).as(place.toString()).contains("\"field\":\"%s\"".formatted(place.field()));
            seen.add(place.toString());
        }
        assertThat(seen)
                .contains(
                        "POST /api/v1/session password",
                        "POST /api/v1/knowledge-bases name",
                        "POST /api/v1/knowledge-bases/{kb}/connectors secrets.a",
                        "POST /api/v1/tokens knowledgeBases[0]")
                .hasSizeGreaterThan(50);
    }

    /** Only where the description of the API says what it means: secrets are taken away, and answers of a form are none. */
    @Test
    void namesTheFieldOfEachBodyThatHasNothingInAListOrMap() throws Exception {
        var seen = new ArrayList<String>();
        for (var place : routes().nulls().toList()) {
            var answer = send(request(filled(place.route()))
                    .method(place.route().method(), BodyPublishers.ofString(JSON.writeValueAsString(place.body()))));
            assertThat(answer.statusCode()).as(place.toString()).isLessThan(500);
            if (place.field().matches(".*(\\[0]|\\.a)") && !place.field().matches("(secrets|config)\\.a")) {
                assertThat(answer.statusCode()).as(place + answer.body()).isEqualTo(400);
                assertThat(answer.body()).as(place.toString()).contains("\"field\":\"%s\"".formatted(place.field()));
                seen.add(place.toString());
            }
        }
        assertThat(seen)
                .contains(
                        "POST /api/v1/identity-providers roles.a",
                        "POST /api/v1/identity-providers scopes[0]",
                        "PUT /api/v1/oauth/clients/{provider} hosts.a",
                        "POST /api/v1/tokens knowledgeBases[0]");
    }

    @Test
    void takesSecretsAndAnswersThatAreNothing() throws Exception {
        var answer = post(CHECK, "{\"secrets\": {\"a\": null}, \"config\": {\"startUrl\": null, \"b\": [null]}}");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"config.startUrl\"").doesNotContain("null");
    }

    /** Answers may have any names, so the description of the API does not tell them. */
    @Test
    void namesTheAnswerThatCannotBeStored() throws Exception {
        var answer = post(CHECK, "{\"config\": {\"startUrl\": \"a\\u0000b\"}}");
        assertThat(answer.statusCode()).isBetween(400, 422);
        assertThat(answer.body()).contains("\"field\":\"config.startUrl\"");
    }

    /** Half characters can stand in JSON as escapes only. */
    private static byte[] escaped(byte[] body, String text) {
        var half = text.chars().filter(c -> Character.isSurrogate((char) c)).findFirst();
        return half.isEmpty()
                ? body
                : new String(body, UTF_8)
                        .replace("?", "\\u%04x".formatted(half.getAsInt()))
                        .getBytes(UTF_8);
    }

    @Test
    void namesTheParameterThatHasWhatCannotBeStored() throws Exception {
        for (var route :
                routes().routes().filter(route -> route.method().equals("GET")).toList()) {
            for (var name : route.parameters()) {
                var answer = get(filled(route.path(), "1") + "?" + name + "=a%00b");
                assertThat(answer.statusCode()).as(route + " " + name).isEqualTo(422);
                assertThat(answer.body()).as(route + " " + name).contains("\"field\":\"%s\"".formatted(name));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "=",
                "=+999999999-01-01T00:00:00Z",
                "=-999999999-01-01",
                "=1e999999999",
                "=%F0%9F%92%A9",
                "=null"
            })
    void takesOddParameters(String value) throws Exception {
        for (var route :
                routes().routes().filter(route -> route.method().equals("GET")).toList()) {
            var tags = route.path().matches(".*/(documents|search)") ? Stream.of("tag.a", "tag.") : Stream.<String>of();
            for (var name : Stream.concat(route.parameters().stream(), tags).toList()) {
                var answer = get(filled(route) + "?" + name + value);
                assertThat(answer.statusCode()).as(route + " " + name).isLessThan(500);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "201", "2147483648", "99999999999999999999", "abc", "1.5", "1e2"})
    void namesALimitThatIsOutOfRange(String limit) throws Exception {
        for (var route : lists("limit")) {
            var answer = get(filled(route.path(), base) + "?q=x&limit=" + limit);
            assertThat(answer.statusCode()).as(route.toString()).isBetween(400, 422);
            assertThat(answer.body()).as(route.toString()).contains("\"field\":\"limit\"");
        }
    }

    static Stream<String> forgedCursors() {
        return Stream.concat(
                Stream.of("x", "%25%25", "_", "-", "1", "..", "'", "x".repeat(2_000)),
                Stream.of("", "-1", "9".repeat(30), "1\0\0002", "\0", "1'--", "\u00ff", "NaN", "9223372036854775807")
                        .map(key -> Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(UTF_8))));
    }

    @ParameterizedTest
    @MethodSource("forgedCursors")
    void takesAForgedCursorForNone(String cursor) throws Exception {
        for (var route : lists("cursor")) {
            var answer = get(filled(route.path(), base) + "?cursor=" + cursor);
            assertThat(answer.statusCode()).as(route.toString()).isIn(200, 404, 422);
        }
    }

    private static List<ApiRoutes.Route> lists(String parameter) throws Exception {
        var lists = routes().routes()
                .filter(route -> route.parameters().contains(parameter))
                .filter(route -> route.path().replace("{kb}", "").indexOf('{') < 0)
                .toList();
        assertThat(lists).hasSizeGreaterThan(4);
        return lists;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "+1",
                "01",
                "9223372036854775808",
                "99999999999999999999999",
                "%EF%BC%91",
                "%D9%A1",
                "1%27--",
                "1%20or%201=1",
                "a",
                "%C3%28",
                "..",
                "*",
                "null",
                "1e1",
                "%F0%9F%92%A9"
            })
    void findsNothingByAForgedId(String id) throws Exception {
        var routes = routes().routes()
                .filter(route -> route.path().contains("{"))
                .filter(route -> !route.method().equals("PUT"))
                .toList();
        for (var route : routes) {
            var answer = send(request(filled(route.path(), id)).method(route.method(), BodyPublishers.ofString("{}")));
            assertThat(answer.statusCode()).as(route + " with " + id).isBetween(400, 422);
        }
    }

    static Stream<String> searches() {
        return Stream.of(
                "\"".repeat(999),
                "(".repeat(500) + ")".repeat(500),
                "! & | <-> :* <2> a:b:c",
                "a & | b ! ( c <-> ",
                "-".repeat(1_000),
                "- - - or or or",
                "' OR 1=1; DROP TABLE document; --",
                "\\".repeat(1_000),
                "((a+)+)+$ .* [^x]{1,1000}",
                "%_%_%".repeat(200),
                "a ".repeat(500),
                "\ud83d\udca9".repeat(300),
                "from:\"",
                "tag:\"a tag:\"b",
                "from: type: tag:",
                "tag:x ".repeat(20),
                "$$ $1 :kb :words {0} %s %n",
                "<script>alert(1)</script>");
    }

    @ParameterizedTest
    @MethodSource("searches")
    void searchesForAnything(String words) throws Exception {
        var encoded = URLEncoder.encode(words, UTF_8);
        var answer = get(BASES + "/%s/search?q=%s".formatted(base, encoded));
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 422);
        assertThat(get("/api/v1/connectors/1/documents?q=" + encoded).statusCode())
                .isIn(200, 404, 422);
    }

    @Test
    void searchesForNoMoreThanCanBeMeant() throws Exception {
        for (var words : List.of("tag:x ".repeat(21), "from:x ".repeat(140), "x".repeat(1_001))) {
            var answer = get(BASES + "/%s/search?q=%s".formatted(base, URLEncoder.encode(words, UTF_8)));
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("\"field\":\"q\"");
        }
    }

    @Test
    void readsNoQueryWithoutEnd() throws Exception {
        for (var query : List.of("?q=" + "x".repeat(100_000), "?" + "a=b&".repeat(10_000))) {
            var request =
                    "GET %s/%s/search%s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".formatted(BASES, base, query);
            assertThat(RawClient.send(ENGINE.port(), request.getBytes(UTF_8))).startsWith("HTTP/1.1 4");
        }
    }

    private static String filled(ApiRoutes.Route route) {
        return filled(route.path().replace("{kb}", base), "1");
    }

    private static String filled(String path, String id) {
        return path.replaceAll("\\{[^}]*}", id);
    }

    private static ApiRoutes routes() throws Exception {
        return new ApiRoutes(JSON.readTree(get("/openapi.json").body()));
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET());
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ENGINE.port() + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
