package dev.tributary.engine.account;

import static dev.tributary.engine.account.CatalogEngine.now;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.engine.identity.Actor;
import dev.tributary.engine.identity.Secret;
import dev.tributary.meta.oauth.Grant;
import dev.tributary.meta.oauth.OAuthProvider;
import dev.tributary.meta.oauth.catalog.ProviderCatalog;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Accounts without a person, at the vendors of the catalog that have them. */
final class ServiceAccountsIT {

    @RegisterExtension
    static final CatalogEngine ENGINE = new CatalogEngine();

    private static final String TOKEN = "{\"access_token\":\"ACCESS\",\"token_type\":\"Bearer\",\"expires_in\":3600}";
    private static final KeyPair KEYS = keys();

    /**
     * What vendors document for clients that act for themselves.
     *
     * @param answers what an admin enters besides
     */
    record OfClient(String vendor, Set<String> wanted, Map<String, String> answers, Map<String, String> fields) {
        static OfClient standard(String vendor) {
            return new OfClient(vendor, Set.of(), Map.of(), Map.of("grant_type", "client_credentials"));
        }

        @Override
        public String toString() {
            return vendor;
        }
    }

    private static List<OfClient> ofClients() {
        return List.of(
                OfClient.standard("bitbucket"),
                OfClient.standard("reddit"),
                OfClient.standard("salesforce"),
                new OfClient(
                        "box",
                        Set.of(),
                        Map.of("box_subject_id", "123"),
                        Map.of(
                                "grant_type", "client_credentials",
                                "box_subject_type", "enterprise",
                                "box_subject_id", "123")),
                new OfClient(
                        "linear",
                        Set.of("read"),
                        Map.of(),
                        Map.of("grant_type", "client_credentials", "scope", "read")),
                new OfClient(
                        "microsoft",
                        Set.of("Mail.Read"),
                        Map.of(),
                        Map.of("grant_type", "client_credentials", "scope", "https://graph.microsoft.com/.default")),
                new OfClient(
                        "zoom",
                        Set.of(),
                        Map.of("account_id", "A-1"),
                        Map.of("grant_type", "account_credentials", "account_id", "A-1")));
    }

    /**
     * What vendors document for keys that sign.
     *
     * @param scope the claim, or nothing
     */
    record OfKey(String vendor, String audience, Set<String> wanted, String scope, long longest) {
        @Override
        public String toString() {
            return vendor;
        }
    }

    private static List<OfKey> ofKeys() {
        return List.of(
                new OfKey(
                        "google",
                        "https://oauth2.googleapis.com/token",
                        Set.of("g:drive.readonly"),
                        "https://www.googleapis.com/auth/drive.readonly",
                        3600),
                new OfKey("docusign", "account.docusign.com", Set.of("signature"), "signature", 3600),
                new OfKey("salesforce", "https://login.salesforce.com", Set.of("api"), "", 180));
    }

    @Test
    void knowsAllThatTheCatalogHas() {
        var known = Stream.concat(
                ofClients().stream().map(OfClient::vendor), ofKeys().stream().map(OfKey::vendor));
        var declared = ProviderCatalog.all().stream()
                .flatMap(provider -> provider.grants().stream()
                        .filter(grant -> !(grant instanceof Grant.DeviceCode))
                        .map(_ -> provider.id()));

        assertThat(known.toList()).containsExactlyInAnyOrderElementsOf(declared.toList());
    }

    @ParameterizedTest
    @MethodSource("ofClients")
    void asksInTheNameOfTheClient(OfClient documented) {
        var scene = scene(documented.vendor());
        var key = ServiceKey.client(Optional.empty(), Optional.empty(), Map.of(), documented.answers());

        var account = connect(scene.provider(), Account.Kind.CLIENT_CREDENTIALS, key, documented.wanted());

        scene.requireToken(ENGINE.server.only(scene.vendor().token()), documented.fields());
        ENGINE.server.forgetRequests();
        assertThat(scene.another(scene.stored(account)).secret().text()).isEqualTo("ACCESS");
        scene.requireToken(ENGINE.server.only(scene.vendor().token()), documented.fields());
    }

    @ParameterizedTest
    @MethodSource("ofKeys")
    void signsAnAssertion(OfKey documented) throws GeneralSecurityException {
        var scene = scene(documented.vendor());

        var account = connect(scene.provider(), Account.Kind.SERVICE_ACCOUNT, key(), documented.wanted());

        var request = ENGINE.server.only(scene.vendor().token());
        var assertion = request.form().getOrDefault("assertion", "");
        scene.requireFields(
                request,
                "form",
                "none",
                Map.of("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion", assertion));
        requireSigned(assertion);
        requireClaims(assertion, documented);
        var stored = scene.stored(account);
        assertThat(stored.account().externalId()).contains("robot@example.com for ada@example.com");
        assertThat(scene.another(stored).version()).isEqualTo(stored.account().version() + 1);
    }

    private static void requireSigned(String assertion) throws GeneralSecurityException {
        var end = assertion.lastIndexOf('.');
        var check = Signature.getInstance("SHA256withRSA");
        check.initVerify(KEYS.getPublic());
        check.update(assertion.substring(0, end).getBytes(US_ASCII));
        assertThat(check.verify(Base64.getUrlDecoder().decode(assertion.substring(end + 1))))
                .isTrue();
        var header = part(assertion, 0);
        assertThat(header.path("alg").asString()).isEqualTo("RS256");
        assertThat(header.path("kid").asString()).isEqualTo("key-7");
    }

    private static void requireClaims(String assertion, OfKey documented) {
        var claims = part(assertion, 1);
        var texts = new HashMap<>(
                Map.of("iss", "robot@example.com", "sub", "ada@example.com", "aud", documented.audience()));
        if (!documented.scope().isEmpty()) {
            texts.put("scope", documented.scope());
        }
        texts.forEach((name, value) -> assertThat(claims.path(name).asString()).isEqualTo(value));
        assertThat(claims.has("scope")).isEqualTo(!documented.scope().isEmpty());
        var issued = claims.path("iat").asLong();
        var expires = claims.path("exp").asLong();
        assertThat(expires - issued).isPositive().isLessThanOrEqualTo(documented.longest());
        assertThat(Instant.now().getEpochSecond()).isBetween(issued, expires);
    }

    private static JsonNode part(String assertion, int index) {
        return JsonMapper.shared()
                .readTree(Base64.getUrlDecoder().decode(assertion.split("\\.", -1)[index]));
    }

    @Test
    void saysWhyThereIsNoToken() {
        var scene = scene("google");
        ENGINE.server.answer(scene.vendor().token(), 400, """
                {"error":"invalid_grant","error_description":"Invalid JWT Signature."}""");

        assertThatThrownBy(() -> connect(scene.provider(), Account.Kind.SERVICE_ACCOUNT, key(), Set.of("g:drive")))
                .isInstanceOf(ServiceAccounts.Refused.class)
                .hasMessageContaining("Invalid JWT Signature.");
    }

    private static VendorScene scene(String vendor) {
        var scene = VendorScene.of(ENGINE, vendor);
        ENGINE.server.answer(scene.vendor().token(), 200, TOKEN);
        return scene;
    }

    private static long connect(OAuthProvider provider, Account.Kind kind, ServiceKey key, Set<String> scopes) {
        var order = new ServiceAccounts.Order(provider, kind, key, scopes);
        return now(ENGINE.bean(ServiceAccounts.class).connect(Actor.ENGINE, order))
                .account();
    }

    private static ServiceKey key() {
        var pem = "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(
                        Base64.getMimeEncoder().encodeToString(KEYS.getPrivate().getEncoded()));
        return ServiceKey.signing(
                "robot@example.com", Optional.of("key-7"), new Secret(pem), Optional.of("ada@example.com"));
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
