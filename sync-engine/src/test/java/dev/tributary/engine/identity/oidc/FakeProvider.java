package dev.tributary.engine.identity.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.tributary.engine.identity.Secret;
import java.net.URI;
import java.time.Clock;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.reactivestreams.Publisher;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** An OpenID Connect provider on the loopback that keeps to the rules, except where a test makes it break one. */
public final class FakeProvider implements AutoCloseable {
    public static final String CLIENT = "tributary";
    public static final String SECRET = "the client's secret 42";

    /** How an ID token is signed. */
    public enum Signing {
        RIGHT,
        NONE,
        OTHER_KEY,
        CLIENT_SECRET
    }

    private record Grant(Map<String, String> request, Consumer<JWTClaimsSet.Builder> claims, Signing signing) {}

    private final Clock clock;
    private final String mark = "0idc-" + UUID.randomUUID();
    private final RSAKey key = key("1");
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();
    private final AtomicInteger codes = new AtomicInteger();
    private final List<String> exchanged = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final Set<String> accessTokens = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Optional<Told> told = Optional.empty();
    private final DisposableServer server;

    private record Told(int status, String body) {}

    public FakeProvider(Clock clock) {
        this.clock = clock;
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .route(routes -> routes.get(
                                "/.well-known/openid-configuration",
                                (request, response) -> response.header("Content-Type", "application/json")
                                        .sendString(Mono.just(discovery())))
                        .get(
                                "/keys",
                                (request, response) -> response.header("Content-Type", "application/json")
                                        .sendString(Mono.just(new JWKSet(key.toPublicJWK()).toString())))
                        .post(
                                "/token",
                                (request, response) -> response.header("Content-Type", "application/json")
                                        .sendString(request.receive()
                                                .aggregate()
                                                .asString()
                                                .map(body -> token(request, body))))
                        .get("/userinfo", this::userInfo))
                .bindNow();
    }

    /** Has a user-info endpoint from now on, which answers that. */
    public void tells(int status, Map<String, Object> claims) {
        told = Optional.of(new Told(status, JsonMapper.shared().writeValueAsString(claims)));
    }

    /** How often the user-info endpoint was asked. */
    public int asked() {
        return asked.get();
    }

    private Publisher<Void> userInfo(HttpServerRequest request, HttpServerResponse response) {
        asked.incrementAndGet();
        var sent = String.valueOf(request.requestHeaders().get("Authorization"));
        if (!accessTokens.contains(sent)) {
            errors.add("/userinfo got no token of its own");
            return response.status(401).send();
        }
        return response.status(told.orElseThrow().status())
                .header("Content-Type", "application/json")
                .sendString(Mono.just(told.orElseThrow().body()));
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.port();
    }

    /** What begins all codes and access tokens that this provider gives out, and none of another one. */
    public String mark() {
        return mark;
    }

    /** The verifiers that came with codes, and the ID tokens that went for them. */
    public List<String> exchanged() {
        return exchanged;
    }

    /** What was wrong with requests for tokens. */
    public List<String> errors() {
        return errors;
    }

    /**
     * A person signs in at the page that the browser was sent to; returns the code they are sent back with.
     *
     * @param claims what the ID token says beside, or instead of, what it should
     */
    public String signIn(URI page, Signing signing, Consumer<JWTClaimsSet.Builder> claims) {
        var code = mark + "-c0de-" + codes.incrementAndGet();
        var request =
                UriComponentsBuilder.fromUri(page).build().getQueryParams().toSingleValueMap();
        grants.put(code, new Grant(Map.copyOf(request), claims, signing));
        return code;
    }

    private String discovery() {
        var document = new HashMap<String, Object>();
        told.ifPresent(_ -> document.put("userinfo_endpoint", issuer() + "/userinfo"));
        document.putAll(Map.of(
                "issuer", issuer(),
                "authorization_endpoint", issuer() + "/authorize",
                "token_endpoint", issuer() + "/token",
                "jwks_uri", issuer() + "/keys",
                "response_types_supported", List.of("code"),
                "subject_types_supported", List.of("public"),
                "token_endpoint_auth_methods_supported", List.of("client_secret_post"),
                "id_token_signing_alg_values_supported", List.of("RS256")));
        return JsonMapper.shared().writeValueAsString(document);
    }

    private String token(HttpServerRequest http, String body) {
        var form = UriComponentsBuilder.fromUriString("?" + body)
                .build()
                .getQueryParams()
                .toSingleValueMap();
        var grant = grants.remove(String.valueOf(form.get("code")));
        if (grant == null || !matches(grant, form)) {
            errors.add(http.path() + " got a code or verifier that is not good");
            return "{\"error\": \"invalid_grant\"}";
        }
        var idToken = idToken(grant);
        exchanged.addAll(List.of(String.valueOf(form.get("code_verifier")), idToken));
        var accessToken = mark + "-acc3ss-" + form.get("code");
        accessTokens.add("Bearer " + accessToken);
        return JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "access_token", accessToken, "token_type", "Bearer", "expires_in", 60, "id_token", idToken));
    }

    private static boolean matches(Grant grant, Map<String, String> form) {
        var verifier = String.valueOf(form.get("code_verifier"));
        return new Secret(verifier).challenge().equals(grant.request.get("code_challenge"));
    }

    private String idToken(Grant grant) {
        var now = clock.instant();
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT)
                .subject("subject-1")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", grant.request.get("nonce"));
        grant.claims.accept(claims);
        try {
            return signed(claims.build(), grant.signing);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signed(JWTClaimsSet claims, Signing signing) throws JOSEException {
        var rsa = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("1").build();
        var token = switch (signing) {
            case RIGHT, OTHER_KEY -> new SignedJWT(rsa, claims);
            case CLIENT_SECRET -> new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            case NONE -> null;
        };
        if (token == null) {
            return new PlainJWT(claims).serialize();
        }
        switch (signing) {
            case RIGHT, NONE -> token.sign(new RSASSASigner(key));
            case OTHER_KEY -> token.sign(new RSASSASigner(key("1")));
            case CLIENT_SECRET -> token.sign(new MACSigner(SECRET.repeat(2)));
        }
        return token.serialize();
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
