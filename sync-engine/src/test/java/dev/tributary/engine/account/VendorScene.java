package dev.tributary.engine.account;

import static dev.tributary.engine.account.CatalogEngine.now;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.account.AccountStore.Stored;
import dev.tributary.engine.account.VendorAnswer.Situation;
import dev.tributary.engine.identity.Actor;
import dev.tributary.engine.identity.Secret;
import dev.tributary.meta.oauth.Identity;
import dev.tributary.meta.oauth.OAuthProvider;
import dev.tributary.meta.oauth.Refresh;
import java.net.URI;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One vendor of the catalog, which answers as it documents, and a person who signs in there. */
record VendorScene(CatalogEngine engine, OAuthProvider provider, VendorFacts vendor) {

    static final String REDIRECT = "http://127.0.0.1/oauth/callback";

    private static final Secret BROWSER = new Secret("a browser session");

    static VendorScene of(CatalogEngine engine, String id) {
        engine.server.reset();
        var provider = engine.bean(OAuthProviders.class).find(id).orElseThrow();
        var scene = new VendorScene(engine, provider, VendorFacts.of(id));
        scene.answers(Situation.EXCHANGED);
        scene.identityAnswers();
        return scene;
    }

    CatalogServer server() {
        return engine.server;
    }

    boolean hasRefreshTokens() {
        return !(provider.lifetime().refresh() instanceof Refresh.None);
    }

    /** The vendor's first answer of that kind. */
    VendorAnswer example(Situation situation) {
        return vendor.answers(situation).getFirst();
    }

    void answers(Situation situation) {
        answers(example(situation));
    }

    void answers(VendorAnswer answer) {
        server().answer(vendor.token(), answer.status(), answer.body());
    }

    private void identityAnswers() {
        if (provider.identity().orElse(null) instanceof Identity.Asked asked) {
            var answer = JsonMapper.shared().createObjectNode();
            Map.of(asked.id(), "id of Ada", asked.label(), "Ada").forEach((pointer, value) -> {
                var path = pointer.substring(1).split("/", -1);
                var node = answer;
                for (var i = 0; i < path.length - 1; i++) {
                    node = node.has(path[i]) ? (ObjectNode) node.get(path[i]) : node.putObject(path[i]);
                }
                node.put(path[path.length - 1], value);
            });
            server().answer(server().vendor(asked.url()), 200, answer.toString());
        }
    }

    /** The address that the browser is sent to. */
    String begin() {
        var order = new ConsentOrder(BROWSER, vendor.wanted(), Optional.empty(), "/done", REDIRECT);
        return now(engine.bean(Consents.class).begin(provider, order));
    }

    /** What becomes of the code that the browser brings back from that address. */
    ConsentOutcome finish(String url, String code) {
        return finish(url, new Consents.Return.Code(new Secret(code)));
    }

    ConsentOutcome finish(String url, Consents.Return back) {
        var state = new Secret(Objects.requireNonNull(query(url).get("state")));
        return now(engine.bean(Consents.class).finish(Actor.ENGINE, BROWSER, state, back));
    }

    static Map<String, String> query(String url) {
        return CatalogServer.pairs(URI.create(url).getRawQuery());
    }

    /** Signs in, and returns the account; the requests for it are forgotten. */
    Stored connected() {
        var outcome = finish(begin(), "code");
        assertThat(outcome).isInstanceOf(ConsentOutcome.Connected.class);
        server().forgetRequests();
        return stored(((ConsentOutcome.Connected) outcome).account());
    }

    Stored stored(long account) {
        return now(engine.bean(AccountStore.class).find(account));
    }

    String accessToken(Stored stored) {
        return stored.tokens()
                .accessToken(engine.bean(AccountParts.class).box())
                .text();
    }

    Optional<String> refreshToken(Stored stored) {
        return stored.tokens()
                .refreshToken(engine.bean(AccountParts.class).box())
                .map(Secret::text);
    }

    /** Asks for a token after the source refused the one there is. */
    AccessToken another(Stored stored) {
        var account = stored.account();
        return now(engine.bean(AccountTokens.class).instead(account.id(), account.version()));
    }

    /** Requires that a request has these fields, no others, and says which client asks in the vendor's way. */
    void requireToken(CatalogServer.Asked request, Map<String, String> fields) {
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.query()).isEmpty();
        assertThat(request.header("Accept")).contains("application/json");
        vendor.headers()
                .forEach((name, value) -> assertThat(request.header(name)).isEqualTo(value));
        requireFields(request, vendor.body(), vendor.client(), fields);
    }

    void requireFields(CatalogServer.Asked request, String body, String client, Map<String, String> fields) {
        var all = new HashMap<>(fields);
        if (client.equals("body")) {
            all.put("client_id", CatalogEngine.client(vendor.id()));
            all.put("client_secret", CatalogEngine.SECRET);
        }
        var isJson = body.equals("json");
        assertThat(request.header("Content-Type"))
                .startsWith(isJson ? "application/json" : "application/x-www-form-urlencoded");
        assertThat(isJson ? request.json() : request.form()).isEqualTo(all);
        requireBasic(request, client);
    }

    void requireBasic(CatalogServer.Asked request, String client) {
        var sent = request.header("Authorization");
        if (!client.equals("basic")) {
            assertThat(sent).isEmpty();
            return;
        }
        assertThat(sent).startsWith("Basic ");
        var pair = new String(Base64.getDecoder().decode(sent.substring(6)), UTF_8).split(":", 2);
        assertThat(CatalogServer.decoded(pair[0])).isEqualTo(CatalogEngine.client(vendor.id()));
        assertThat(CatalogServer.decoded(pair[1])).isEqualTo(CatalogEngine.SECRET);
    }
}
