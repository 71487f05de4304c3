package dev.tributary.engine.account;

import static dev.tributary.engine.account.CatalogEngine.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.ConnectorException.CredentialRejected;
import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.engine.account.AccountStore.Stored;
import dev.tributary.engine.account.VendorAnswer.Situation;
import dev.tributary.engine.identity.Actor;
import dev.tributary.engine.identity.Secret;
import dev.tributary.meta.oauth.Identity;
import dev.tributary.meta.oauth.OAuthProvider;
import dev.tributary.meta.oauth.Refresh;
import dev.tributary.meta.oauth.SignIn;
import dev.tributary.meta.oauth.catalog.ProviderCatalog;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Every entry of the catalog whose sign-in brings a code, against a vendor that keeps to its documentation. */
final class ProviderContractIT {

    @RegisterExtension
    static final CatalogEngine ENGINE = new CatalogEngine();

    /** Has all that encoding can get wrong. */
    private static final String CODE = "4/0Ab+c%2F=&é d";

    private static Stream<String> entries() {
        return ProviderCatalog.all().stream()
                .filter(provider -> provider.signIn() instanceof SignIn.Code)
                .map(OAuthProvider::id);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void sendsTheBrowserAsDocumented(String id) {
        var scene = VendorScene.of(ENGINE, id);
        var vendor = scene.vendor();

        var url = scene.begin();

        assertThat(ENGINE.server.vendor(url)).isEqualTo(vendor.authorization());
        var query = VendorScene.query(url);
        var fixed = new HashMap<>(vendor.parameters());
        fixed.put("response_type", "code");
        fixed.put("client_id", CatalogEngine.client(id));
        fixed.put("redirect_uri", VendorScene.REDIRECT);
        if (vendor.takesPkce()) {
            fixed.put("code_challenge_method", "S256");
        }
        assertThat(query).containsAllEntriesOf(fixed);
        vendor.scopesByParameter()
                .forEach((parameter, scopes) -> assertThat(vendor.split(Objects.requireNonNull(query.get(parameter))))
                        .isEqualTo(scopes));
        var names = new HashSet<>(fixed.keySet());
        names.add("state");
        names.addAll(vendor.scopesByParameter().keySet());
        names.addAll(vendor.takesPkce() ? List.of("code_challenge") : List.of());
        assertThat(query.keySet()).isEqualTo(names);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void exchangesACode(String id) {
        var scene = VendorScene.of(ENGINE, id);
        var url = scene.begin();

        var outcome = scene.finish(url, CODE);

        assertThat(outcome).isInstanceOf(ConsentOutcome.Connected.class);
        var request = ENGINE.server.only(scene.vendor().token());
        var fields = new HashMap<>(
                Map.of("grant_type", "authorization_code", "code", CODE, "redirect_uri", VendorScene.REDIRECT));
        if (scene.vendor().takesPkce()) {
            var sent = scene.vendor().body().equals("json") ? request.json() : request.form();
            var verifier = Objects.requireNonNull(sent.get("code_verifier"));
            assertThat(new Secret(verifier).challenge())
                    .isEqualTo(VendorScene.query(url).get("code_challenge"));
            fields.put("code_verifier", verifier);
        }
        scene.requireToken(request, fields);
        var stored = scene.stored(((ConsentOutcome.Connected) outcome).account());
        assertThat(scene.accessToken(stored)).endsWith("ACCESS");
        assertThat(scene.refreshToken(stored).filter(token -> token.endsWith("REFRESH")))
                .isEqualTo(scene.refreshToken(stored));
        assertThat(scene.refreshToken(stored).isPresent()).isEqualTo(scene.hasRefreshTokens());
        assertThat(stored.account().times().expiresAt().isPresent())
                .isEqualTo(scene.example(Situation.EXCHANGED).body().contains("expires_in"));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void keepsWhatConnectorsNeedBesideTheToken(String id) {
        var scene = VendorScene.of(ENGINE, id);
        var answer =
                JsonMapper.shared().readTree(scene.example(Situation.EXCHANGED).body());

        var fields = scene.connected().account().fields();

        ((SignIn.Code) scene.provider().signIn())
                .tokens()
                .answer()
                .kept()
                .forEach(kept -> assertThat(fields.get(kept.name()))
                        .isEqualTo(TokenAnswers.text(answer, kept.pointer()).orElse(null)));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void learnsWhoseAccountItIs(String id) {
        var scene = VendorScene.of(ENGINE, id);

        var outcome = (ConsentOutcome.Connected) scene.finish(scene.begin(), CODE);

        var account = scene.stored(outcome.account()).account();
        var how = scene.vendor().identity().split(" ", 3);
        if (how[0].equals("answer")) {
            var places = scene.provider().identity().orElseThrow();
            var answer = JsonMapper.shared()
                    .readTree(scene.example(Situation.EXCHANGED).body());
            assertThat(account.externalId()).isPresent().isEqualTo(TokenAnswers.text(answer, places.id()));
            assertThat(account.name())
                    .isEqualTo(TokenAnswers.text(answer, places.label()).orElseThrow());
        } else if (how[0].equals("-") || !mayAsk(scene, account)) {
            assertThat(ENGINE.server.count()).isEqualTo(1);
            assertThat(account.name()).isEqualTo(scene.provider().name() + " account");
        } else {
            var request = ENGINE.server.only(how[1]);
            assertThat(request.method()).isEqualTo(how[0]);
            assertThat(request.header("Authorization"))
                    .isEqualTo("Bearer " + scene.accessToken(scene.stored(account.id())));
            assertThat(request.body()).isEqualTo(how.length == 3 ? how[2] : "");
            assertThat(account.externalId()).contains("id of Ada");
            assertThat(account.name()).isEqualTo("Ada");
        }
    }

    /** Some examples of vendors are for fewer scopes than are asked for. */
    private static boolean mayAsk(VendorScene scene, Account account) {
        return scene.provider().identity().orElse(null) instanceof Identity.Asked asked
                && asked.scope()
                        .filter(scope -> !account.scopes().contains(scope))
                        .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void connectsNothingWhenThePersonDeclines(String id) {
        var scene = VendorScene.of(ENGINE, id);

        var outcome = scene.finish(
                scene.begin(), new Consents.Return.Refusal(scene.vendor().declined()));

        assertThat(outcome).isInstanceOf(ConsentOutcome.Refused.class);
        assertThat(ENGINE.server.count()).isZero();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void connectsNothingWithARefusedCode(String id) {
        var scene = VendorScene.of(ENGINE, id);
        for (var situation : List.of(Situation.CODE_REFUSED, Situation.CLIENT_REFUSED)) {
            for (var answer : scene.vendor().answers(situation)) {
                scene.answers(answer);

                assertThat(scene.finish(scene.begin(), CODE))
                        .as(answer.toString())
                        .isInstanceOf(ConsentOutcome.Refused.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void refreshes(String id) {
        var scene = VendorScene.of(ENGINE, id);
        var before = scene.connected();
        if (!scene.hasRefreshTokens()) {
            requireSignIn(scene, before);
            return;
        }
        scene.answers(Situation.REFRESHED);

        var token = scene.another(before);

        assertThat(token.version()).isEqualTo(before.account().version() + 1);
        assertThat(token.secret().text()).endsWith("ACCESS");
        var old = scene.refreshToken(before).orElseThrow();
        scene.requireToken(
                ENGINE.server.only(scene.vendor().token()),
                Map.of("grant_type", "refresh_token", "refresh_token", old));
        var isNew = scene.example(Situation.REFRESHED).body().contains("REFRESH-2");
        assertThat(scene.refreshToken(scene.stored(before.account().id()))).contains(isNew ? old + "-2" : old);
    }

    /** What cannot be refreshed is not tried. */
    private static void requireSignIn(VendorScene scene, Stored before) {
        assertThatThrownBy(() -> scene.another(before)).isInstanceOf(CredentialRejected.class);
        assertThat(ENGINE.server.count()).isZero();
        assertThat(cause(before)).isEqualTo("refused");
    }

    private static Stream<String> refreshing() {
        return ProviderCatalog.all().stream()
                .filter(provider -> !(provider.lifetime().refresh() instanceof Refresh.None))
                .map(OAuthProvider::id);
    }

    @ParameterizedTest
    @MethodSource("refreshing")
    void asksToConnectAgainWhenARefreshIsRefused(String id) {
        var scene = VendorScene.of(ENGINE, id);
        for (var answer : scene.vendor().answers(Situation.REFRESH_REFUSED)) {
            scene.answers(Situation.EXCHANGED);
            var before = scene.connected();
            assertThat(before.account().state()).isEqualTo(Account.State.CONNECTED);
            scene.answers(answer);

            assertThatThrownBy(() -> scene.another(before))
                    .as(answer.toString())
                    .isInstanceOf(CredentialRejected.class);

            assertThat(cause(before)).isEqualTo("refused");
        }
        scene.answers(Situation.EXCHANGED);
        assertThat(scene.connected().account().state()).isEqualTo(Account.State.CONNECTED);
    }

    @ParameterizedTest
    @MethodSource("refreshing")
    void blamesTheClientAndNotTheAccount(String id) {
        var scene = VendorScene.of(ENGINE, id);
        for (var answer : scene.vendor().answers(Situation.CLIENT_REFUSED)) {
            scene.answers(Situation.EXCHANGED);
            var before = scene.connected();
            scene.answers(answer);

            assertThatThrownBy(() -> scene.another(before))
                    .as(answer.toString())
                    .hasMessageContaining("an admin has to correct it");

            assertThat(cause(before)).isEqualTo("client");
            assertThat(scene.refreshToken(scene.stored(before.account().id()))).isEqualTo(scene.refreshToken(before));
        }
    }

    @ParameterizedTest
    @MethodSource("refreshing")
    void keepsTheAccountWhileTheVendorIsDown(String id) {
        var scene = VendorScene.of(ENGINE, id);
        var before = scene.connected();
        for (var status : List.of(429, 500, 503)) {
            ENGINE.server.answer(scene.vendor().token(), status, "<html>later</html>");

            assertThatThrownBy(() -> scene.another(before)).isInstanceOf(SourceUnavailable.class);
        }

        scene.answers(Situation.REFRESHED);
        assertThat(scene.another(before).version()).isEqualTo(before.account().version() + 1);
    }

    private static String cause(Stored before) {
        return ENGINE.one(
                "SELECT cause FROM credential WHERE state = 'reconnectNeeded' AND id = "
                        + before.account().id(),
                String.class);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void givesTheAccountBack(String id) {
        var scene = VendorScene.of(ENGINE, id);
        var stored = scene.connected();

        now(ENGINE.bean(ConnectedAccounts.class)
                .delete(Actor.ENGINE, stored.account().id()));

        if (scene.vendor().revocation().equals("-")) {
            assertThat(ENGINE.server.count()).isZero();
            return;
        }
        var how = Revoking.parse(scene.vendor().revocation());
        var token = how.token().equals("access")
                ? scene.accessToken(stored)
                : scene.refreshToken(stored).orElseThrow();
        var request = ENGINE.server.only(how.url());
        assertThat(request.method()).isEqualTo("POST");
        switch (how.carrier()) {
            case "bearer" -> assertThat(request.header("Authorization")).isEqualTo("Bearer " + token);
            case "query" -> {
                assertThat(request.query()).isEqualTo(Map.of(how.field(), token));
                assertThat(request.body()).isEmpty();
                scene.requireBasic(request, how.client());
            }
            default -> scene.requireFields(request, how.carrier(), how.client(), Map.of(how.field(), token));
        }
    }

    /** The column in words. */
    private record Revoking(String carrier, String field, String token, String client, String url) {
        static Revoking parse(String column) {
            var words = column.split(" ", -1);
            var pair = words[1].split("=", 2);
            return words.length == 3
                    ? new Revoking(words[0], "", words[1], "none", words[2])
                    : new Revoking(words[0], pair[0], pair[1], words[2], words[3]);
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void forgetsAnAccountThatTheVendorDoesNotTakeBack(String id) {
        var scene = VendorScene.of(ENGINE, id);
        if (scene.vendor().revocation().equals("-")) {
            return;
        }
        var url = Revoking.parse(scene.vendor().revocation()).url();
        for (var status : List.of(400, 401, 503)) {
            var stored = scene.connected();
            ENGINE.server.answer(url, status, "{\"error\":\"invalid_token\"}");

            var deletion = now(ENGINE.bean(ConnectedAccounts.class)
                    .delete(Actor.ENGINE, stored.account().id()));

            assertThat(deletion).isEqualTo(new ConnectedAccounts.Deletion.Deleted());
        }
    }
}
