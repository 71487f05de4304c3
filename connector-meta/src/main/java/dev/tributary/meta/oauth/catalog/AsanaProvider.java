package dev.tributary.meta.oauth.catalog;

import static dev.tributary.meta.oauth.AnswerExample.Situation.CODE_EXCHANGED;
import static dev.tributary.meta.oauth.AnswerExample.Situation.REFRESHED;

import dev.tributary.meta.Setup;
import dev.tributary.meta.oauth.AnswerExample;
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
            .answering(new AnswerExample(CODE_EXCHANGED, 200, """
                            {"access_token":"ACCESS","expires_in":3600,"token_type":"bearer","refresh_token":"REFRESH",\
                            "data":{"id":4673218951,"gid":"4673218951","name":"Greg Sanchez","email":"gsanchez@example.com"}}"""), new AnswerExample(REFRESHED, 200, """
                            {"access_token":"ACCESS","expires_in":3600,"token_type":"bearer",\
                            "data":{"id":4673218951,"gid":"4673218951","name":"Greg Sanchez","email":"gsanchez@example.com"}}"""))
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
