package dev.tributary.engine.account;

import dev.tributary.connector.testkit.emulator.EmulatorOAuthConnector;
import dev.tributary.connector.testkit.server.OAuthServer;
import dev.tributary.meta.oauth.ClientAuthentication;
import dev.tributary.meta.oauth.Identity;
import dev.tributary.meta.oauth.OAuthProvider;
import dev.tributary.meta.oauth.Pkce;
import dev.tributary.meta.oauth.Refresh;
import dev.tributary.meta.oauth.Revocation;
import dev.tributary.meta.oauth.ScopeSyntax;
import dev.tributary.meta.oauth.SignIn;
import dev.tributary.meta.oauth.TokenEndpoint;
import dev.tributary.meta.oauth.TokenLifetime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Makes a server of a test known to an engine, with the client in its environment. */
final class TestProvider {

    private TestProvider() {}

    static ApplicationContextInitializer<GenericApplicationContext> of(OAuthServer server) {
        return context -> {
            context.registerBean(OAuthProviders.class, () -> new OAuthProviders(List.of(declared(server.endpoints()))));
            var client = OAuthServer.CLIENT;
            Map<String, Object> environment = Map.of(
                    "TRIBUTARY_OAUTH_EMULATOR_CLIENT_ID", client.id(),
                    "TRIBUTARY_OAUTH_EMULATOR_CLIENT_SECRET", client.secret());
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("client", environment));
        };
    }

    private static OAuthProvider declared(OAuthServer.Endpoints endpoints) {
        return declared(
                endpoints.authorization().toString(),
                endpoints.token().toString(),
                endpoints.revocation().toString(),
                endpoints.userInfo().toString());
    }

    /** The provider with those endpoints. */
    static OAuthProvider declared(String authorization, String token, String revocation, String userInfo) {
        var signIn = new SignIn.Code(
                authorization,
                Pkce.REQUIRED,
                ScopeSyntax.STANDARD.always("openid", "profile"),
                List.of(),
                TokenEndpoint.of(token, ClientAuthentication.BASIC));
        var lifetime = TokenLifetime.declared(new Refresh.Rotating(Refresh.Validity.UNLIMITED, Optional.empty()));
        return OAuthProvider.of(EmulatorOAuthConnector.PROVIDER, "Emulator", signIn, lifetime)
                .revokedBy(Revocation.standard(revocation, ClientAuthentication.BASIC))
                .identifiedBy(Identity.Asked.get(userInfo, "/sub", "/preferred_username")
                        .needing("openid"));
    }
}
