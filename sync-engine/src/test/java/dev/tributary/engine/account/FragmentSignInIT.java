package dev.tributary.engine.account;

import static dev.tributary.engine.account.CatalogEngine.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.ConnectorException.CredentialRejected;
import dev.tributary.engine.identity.Actor;
import dev.tributary.engine.identity.Secret;
import dev.tributary.meta.oauth.OAuthProvider;
import dev.tributary.meta.oauth.SignIn;
import dev.tributary.meta.oauth.catalog.ProviderCatalog;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Trello, the one entry of the catalog whose token comes back behind the {@code #} of the address. */
final class FragmentSignInIT {

    @RegisterExtension
    static final CatalogEngine ENGINE = new CatalogEngine();

    private static final Secret BROWSER = new Secret("a browser session");

    private static String begin() {
        ENGINE.server.reset();
        var provider = ENGINE.bean(OAuthProviders.class).find("trello").orElseThrow();
        var order =
                new ConsentOrder(BROWSER, Set.of("read", "account"), Optional.empty(), "/done", VendorScene.REDIRECT);
        return now(ENGINE.bean(Consents.class).begin(provider, order));
    }

    private static ConsentOutcome finish(String url, Map<String, String> fragment) {
        var back = VendorScene.query(url).getOrDefault("return_url", "");
        var state = VendorScene.query(back).getOrDefault("state", "");
        return now(ENGINE.bean(Consents.class)
                .finish(Actor.ENGINE, BROWSER, new Secret(state), new Consents.Return.Fragment(fragment)));
    }

    @Test
    void isTheOnlyOne() {
        assertThat(ProviderCatalog.all().stream().filter(provider -> provider.signIn() instanceof SignIn.Fragment))
                .extracting(OAuthProvider::id)
                .containsExactly("trello");
    }

    @Test
    void sendsTheBrowserAsDocumented() {
        var url = begin();

        assertThat(url).startsWith("https://trello.com/1/authorize?");
        var query = VendorScene.query(url);
        assertThat(query.get("return_url")).startsWith(VendorScene.REDIRECT + "?state=");
        assertThat(query.getOrDefault("scope", "").split(",")).containsExactlyInAnyOrder("read", "account");
        assertThat(query)
                .containsAllEntriesOf(Map.of(
                        "key", CatalogEngine.client("trello"),
                        "response_type", "token",
                        "callback_method", "fragment",
                        "expiration", "never",
                        "name", "Tributary"))
                .hasSize(7);
    }

    @Test
    void keepsTheTokenAndAsksTheVendorNothing() {
        var outcome = finish(begin(), Map.of("token", "t0ken"));

        assertThat(outcome).isInstanceOf(ConsentOutcome.Connected.class);
        var account = ((ConsentOutcome.Connected) outcome).account();
        var tokens = ENGINE.bean(AccountTokens.class);
        var token = now(tokens.fresh(account));
        assertThat(token.secret().text()).isEqualTo("t0ken");
        assertThatThrownBy(() -> now(tokens.instead(account, token.version())))
                .isInstanceOf(CredentialRejected.class)
                .hasMessageContaining("cannot be renewed without signing in");
        assertThat(ENGINE.server.count()).isZero();
    }

    @Test
    void connectsNothingWithoutAToken() {
        assertThat(finish(begin(), Map.of("error", "denied"))).isInstanceOf(ConsentOutcome.Refused.class);
    }

    @Test
    void takesAStateOnce() {
        var url = begin();
        finish(url, Map.of("token", "t0ken"));

        assertThat(finish(url, Map.of("token", "another"))).isInstanceOf(ConsentOutcome.Unknown.class);
    }
}
