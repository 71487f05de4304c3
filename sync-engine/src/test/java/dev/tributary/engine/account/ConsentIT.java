package dev.tributary.engine.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConsentIT {

    @RegisterExtension
    static final AccountEngine ENGINE = new AccountEngine(1);

    private static final Map<String, String> ORDER = Map.of("returnTo", "/done?step=2", "type", AccountConnector.TYPE);

    @Test
    void connectsAnAccountAndShowsItWithoutItsTokens() {
        var url = ENGINE.authorize(ORDER);
        assertThat(url).contains("code_challenge=", "code_challenge_method=S256", "state=", "scope=read");

        var back = ENGINE.get(ENGINE.provider.consent(url, "ann"));

        assertThat(back.status()).isEqualTo(303);
        assertThat(back.location()).matches("/done\\?step=2&credentialId=[0-9]+");
        var listed = ENGINE.get("/api/v1/credentials?provider=fake-documents&type=" + AccountConnector.TYPE);
        var account = listed.body().path("items").get(0);
        assertThat(account.path("name").asString()).isEqualTo("ANN");
        assertThat(account.path("missingScopes")).isEmpty();
        assertThat(account.path("state").asString()).isEqualTo("connected");
        assertThat(ENGINE.provider.secrets())
                .noneMatch(listed.body().toString()::contains)
                .noneMatch(ENGINE.one("SELECT row_to_json(k)::text FROM credential k LIMIT 1", String.class)::contains);
    }

    @Test
    void namesTheScopesThatAreMissing() {
        ENGINE.connect("scopes");

        var listed = ENGINE.get("/api/v1/credentials?provider=fake&scopes=read,write");

        assertThat(listed.body()
                        .path("items")
                        .get(0)
                        .path("missingScopes")
                        .get(0)
                        .asString())
                .isEqualTo("write");
    }

    @Test
    void takesAStateOnce() {
        var callback = ENGINE.provider.consent(ENGINE.authorize(ORDER), "replay");
        assertThat(ENGINE.get(callback).status()).isEqualTo(303);

        assertThat(ENGINE.get(callback).status()).isEqualTo(400);
    }

    @Test
    void takesNoForgedState() {
        var callback =
                ENGINE.provider.consent(ENGINE.authorize(ORDER), "forger").replaceFirst("state=.*", "state=mine");

        assertThat(ENGINE.get(callback).status()).isEqualTo(400);
    }

    @Test
    void takesNoStateOfAnotherSession() {
        var callback = ENGINE.provider.consent(ENGINE.authorize(ORDER), "mallory");

        assertThat(ENGINE.get(ENGINE.signIn(), callback).status()).isEqualTo(400);
        assertThat(ENGINE.get(callback).status()).isEqualTo(303);
    }

    @Test
    void takesNoStateAfterTenMinutes() {
        var callback = ENGINE.provider.consent(ENGINE.authorize(ORDER), "late");
        ENGINE.execute("UPDATE oauth_consent SET expires_at = expires_at - interval '11 minutes'");

        assertThat(ENGINE.get(callback).status()).isEqualTo(400);
    }

    @Test
    void takesACodeOnlyOnceWhateverTheState() {
        var first = ENGINE.provider.consent(ENGINE.authorize(ORDER), "code");
        ENGINE.get(first);
        var second = ENGINE.provider.consent(ENGINE.authorize(ORDER), "code");
        var replayed = first.replaceFirst("state=.*", second.replaceFirst(".*state=", "state="));

        assertThat(ENGINE.get(replayed).location()).contains("oauthError=invalid_grant");
    }

    @Test
    void bringsBackWhatTheProviderSays() {
        var state = ENGINE.provider.consent(ENGINE.authorize(ORDER), "no").replaceFirst(".*state=", "state=");

        var back = ENGINE.get("/oauth/callback?error=access_denied&" + state);

        assertThat(back.location()).startsWith("/done?step=2&oauthError=access_denied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "javascript:alert(1)",
                "/ok\r\nLocation: https://evil.example",
                "/\t/evil.example",
                ""
            })
    void comesBackToNoOtherSite(String returnTo) {
        var answer = ENGINE.post("/api/v1/oauth/fake/authorize", Map.of("returnTo", returnTo));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("errors").get(0).path("field").asString()).isEqualTo("returnTo");
    }

    @Test
    void reconnectsTheSameAccountOnly() {
        var account = ENGINE.connect("first");
        var order = Map.of("returnTo", "/done", "credentialId", account);

        var other = ENGINE.get(ENGINE.provider.consent(ENGINE.authorize(order), "second"));
        var same = ENGINE.get(ENGINE.provider.consent(ENGINE.authorize(order), "first"));

        assertThat(other.location()).contains("oauthError=other_account");
        assertThat(same.location()).isEqualTo("/done?credentialId=" + account);
    }

    @Test
    void neverShowsTheSecretOfAClient() {
        var shown = ENGINE.get("/api/v1/oauth/clients/fake");
        var providers = ENGINE.get("/api/v1/oauth/providers");

        assertThat(shown.body().path("hasSecret").asBoolean()).isTrue();
        assertThat(shown.body().toString() + providers.body()).doesNotContain(FakeProvider.SECRET);
        assertThat(providers.body().path("items").get(0).path("redirectUri").asString())
                .isEqualTo("http://127.0.0.1/oauth/callback");
        assertThat(ENGINE.one("SELECT client_secret FROM oauth_client", String.class))
                .startsWith("s1.")
                .doesNotContain(FakeProvider.SECRET);
    }

    @Test
    void asksForAnAccountThatFits() {
        var kb = ENGINE.post("/api/v1/knowledge-bases", Map.of("name", "fits")).id();
        var path = "/api/v1/knowledge-bases/%s/connectors".formatted(kb);
        var config = Map.of("url", ENGINE.provider.at("/documents"));
        var without = ENGINE.post(path, Map.of("type", AccountConnector.TYPE, "config", config));
        var account = ENGINE.connect("narrow");
        ENGINE.execute("UPDATE credential SET scopes = '{}' WHERE id = " + account);
        var narrow =
                ENGINE.post(path, Map.of("type", AccountConnector.TYPE, "config", config, "credentialId", account));
        ENGINE.execute("UPDATE credential SET provider = 'other' WHERE id = " + account);
        var other = ENGINE.post(path, Map.of("type", AccountConnector.TYPE, "config", config, "credentialId", account));

        assertThat(List.of(without, narrow, other)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.body().path("errors").get(0).path("field").asString())
                    .isEqualTo("credentialId");
        });
        assertThat(narrow.body().toString()).contains("lacks the scopes read");
        assertThat(other.body().toString()).contains("is an account of Other");
    }

    @Test
    void keepsAnAccountThatIsUsedUnlessForced() {
        var account = ENGINE.connect("used");
        var connector = ENGINE.connector(account);

        var refused = ENGINE.delete("/api/v1/credentials/" + account);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().toString()).contains("Account test");

        assertThat(ENGINE.delete("/api/v1/credentials/" + account + "?force=true")
                        .status())
                .isEqualTo(204);
        assertThat(ENGINE.get("/api/v1/connectors/" + connector)
                        .body()
                        .path("waitingFor")
                        .asString())
                .contains("waiting for credential: USED (fake) was deleted");
    }
}
