package dev.tributary.engine.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tributary.meta.oauth.OAuthProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * A provider on loopback that rotates refresh tokens, takes each once, insists on PKCE, and is the source, too: documents
 * are there for who has the newest token.
 */
final class FakeProvider implements AutoCloseable {

    static final String SECRET = "c1ient-s3cret";

    private record Consent(String user, String challenge, String redirectUri) {}

    final AtomicInteger replays = new AtomicInteger();
    volatile int status = 200;
    volatile String error = "";
    volatile boolean takesNoToken;
    volatile int lifetime = 3600;

    private final String run = UUID.randomUUID().toString();
    private final AtomicInteger counter = new AtomicInteger();
    /** Where documents were asked for. */
    final Queue<String> asked = new ConcurrentLinkedQueue<>();

    private final Queue<String> refreshes = new ConcurrentLinkedQueue<>();
    private final Map<String, Consent> codes = new ConcurrentHashMap<>();
    private final Set<String> verifiers = ConcurrentHashMap.newKeySet();
    private final Map<String, String> refreshTokens = new ConcurrentHashMap<>();
    private final Map<String, String> accessTokens = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    FakeProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/token", this::token);
        server.createContext("/device", exchange -> answer(exchange, 200, """
                {"device_code": "%s", "user_code": "ABCD", "verification_uri": "%s", "interval": 600}""".formatted(next("d3vice"), at("/code"))));
        server.createContext(
                "/me",
                exchange -> withToken(
                        exchange,
                        user -> "{\"id\": \"%s\", \"name\": \"%s\"}".formatted(user, user.toUpperCase(Locale.ROOT))));
        server.createContext("/documents", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            withToken(exchange, user -> "[{\"id\": \"1\"}]");
        });
        server.start();
    }

    String at(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** What begins all secrets of that kind that this provider gives out, and none of another one. */
    String mark(String kind) {
        return "%s-%s-".formatted(kind, run);
    }

    private String next(String kind) {
        return mark(kind) + counter.incrementAndGet();
    }

    OAuthProvider declaration() {
        return FakeDeclaration.at(at(""));
    }

    /** What the browser of that user brings back from the address it was sent to. */
    String consent(String url, String user) {
        var query = UriComponentsBuilder.fromUriString(url).build().getQueryParams();
        var code = next("c0de");
        codes.put(
                code,
                new Consent(
                        user,
                        Objects.requireNonNull(query.getFirst("code_challenge")),
                        decoded(query.getFirst("redirect_uri"))));
        return "/oauth/callback?code=%s&state=%s".formatted(code, query.getFirst("state"));
    }

    /** How often the tokens of that user were refreshed. */
    long refreshes(String user) {
        return refreshes.stream().filter(user::equals).count();
    }

    Set<String> secrets() {
        return Set.copyOf(accessTokens.keySet());
    }

    /** The PKCE verifiers that came with codes. */
    Set<String> verifiers() {
        return Set.copyOf(verifiers);
    }

    private void token(HttpExchange exchange) throws IOException {
        var form = UriComponentsBuilder.newInstance()
                .query(new String(exchange.getRequestBody().readAllBytes(), UTF_8))
                .build()
                .getQueryParams();
        if (status != 200 || !error.isEmpty()) {
            answer(exchange, error.isEmpty() ? status : 400, "{\"error\": \"%s\"}".formatted(error));
        } else if ("refresh_token".equals(form.getFirst("grant_type"))) {
            var user = Optional.ofNullable(refreshTokens.remove(decoded(form.getFirst("refresh_token"))));
            user.ifPresent(refreshes::add);
            grant(exchange, user);
        } else if ("client_credentials".equals(form.getFirst("grant_type"))) {
            grant(exchange, Optional.of("robot"));
        } else {
            var code = Optional.ofNullable(codes.remove(decoded(form.getFirst("code"))));
            verifiers.add(decoded(form.getFirst("code_verifier")));
            grant(
                    exchange,
                    code.filter(grant -> matches(grant, form.getFirst("code_verifier"))
                                    && grant.redirectUri().equals(decoded(form.getFirst("redirect_uri"))))
                            .map(Consent::user));
        }
    }

    private static boolean matches(Consent grant, @Nullable String verifier) {
        try {
            var hash = MessageDigest.getInstance("SHA-256")
                    .digest(decoded(verifier).getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).equals(grant.challenge());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private void grant(HttpExchange exchange, Optional<String> user) throws IOException {
        if (user.isEmpty()) {
            replays.incrementAndGet();
            answer(exchange, 400, "{\"error\": \"invalid_grant\"}");
            return;
        }
        var number = counter.incrementAndGet();
        accessTokens.values().removeIf(owner -> owner.equals(user.get()));
        var access = mark("acc3ss") + number;
        var refresh = mark("r3fresh") + number;
        accessTokens.put(access, user.get());
        refreshTokens.put(refresh, user.get());
        answer(exchange, 200, """
                {"access_token": "%s", "refresh_token": "%s", "token_type": "bearer",
                 "expires_in": %d, "scope": "read", "%s": "%s"}""".formatted(
                        access,
                        refresh,
                        lifetime,
                        FakeDeclaration.DOCUMENTS,
                        at("/documents/of/" + user.get() + "/" + number)));
    }

    @FunctionalInterface
    private interface Body {
        String of(String user);
    }

    private void withToken(HttpExchange exchange, Body body) throws IOException {
        var sent = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "");
        var user = Optional.ofNullable(accessTokens.get(sent.replaceFirst("^Bearer ", "")));
        if (user.isEmpty() || takesNoToken) {
            answer(exchange, 401, "{}");
        } else {
            answer(exchange, 200, body.of(user.get()));
        }
    }

    /** Lets the source take no token that was given out so far. */
    void forgetAccessTokens() {
        accessTokens.clear();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.getBytes(UTF_8).length);
            exchange.getResponseBody().write(body.getBytes(UTF_8));
        }
    }

    private static String decoded(@Nullable String value) {
        return UriUtils.decode(Objects.requireNonNullElse(value, ""), UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
