package dev.tributary.meta.oauth.catalog;

import dev.tributary.meta.Setup;
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
import java.time.Duration;
import java.util.List;

/**
 * Asana. The answer names the person, so no further request is needed.
 *
 * <p>Confirmed: endpoints, answer, lifetime and the console "My apps" in the guide "OAuth".
 *
 * <p>Observed: a bad code is refused as {@code invalid_grant}, with an {@code error_uri} (Asana/node-asana 115).
 *
 * <p>Not confirmed: an end of refresh tokens, the answers of the token endpoint to a wrong secret or a dead refresh token
 * beyond what RFC 6749 says; that PKCE is wanted from clients with a secret.
 */
final class AsanaProvider {

    static final OAuthProvider PROVIDER = OAuthProvider.of(
                    "asana",
                    "Asana",
                    new SignIn.Code(
                            "https://app.asana.com/-/oauth_authorize",
                            Pkce.SUPPORTED,
                            ScopeSyntax.STANDARD,
                            List.of(),
                            TokenEndpoint.of("https://app.asana.com/-/oauth_token", ClientAuthentication.BODY)),
                    TokenLifetime.declared(Duration.ofHours(1), new Refresh.Constant(Refresh.Validity.UNLIMITED)))
            .revokedBy(Revocation.standard("https://app.asana.com/-/oauth_revoke", ClientAuthentication.BODY))
            .identifiedBy(new Identity.InTokenAnswer("/data/gid", "/data/email"))
            .afterSetup(new Setup(
                    List.of(
                            "In Asana's developer console, My apps, create a new app.",
                            "Under OAuth, add the redirect URL {redirectUri}, and choose full permissions or tick the scopes {scopes}.",
                            "Under Manage distribution, choose the workspaces whose members may sign in.",
                            "Enter the app's client ID and client secret here."),
                    "https://app.asana.com/0/my-apps"))
            .restingOn("https://developers.asana.com/docs/oauth", "https://developers.asana.com/docs/oauth-scopes");

    private AsanaProvider() {}
}
