package dev.tributary.meta.oauth.catalog;

import dev.tributary.meta.Setup;
import dev.tributary.meta.oauth.ClientAuthentication;
import dev.tributary.meta.oauth.Identity;
import dev.tributary.meta.oauth.OAuthProvider;
import dev.tributary.meta.oauth.Pkce;
import dev.tributary.meta.oauth.Revocation;
import dev.tributary.meta.oauth.ScopeSyntax;
import dev.tributary.meta.oauth.SignIn;
import dev.tributary.meta.oauth.TokenEndpoint;
import dev.tributary.meta.oauth.TokenLifetime;
import java.util.List;

/**
 * Webflow. Tokens live until they are revoked, and there is no refresh token.
 *
 * <p>Confirmed: endpoints, answers and revocation with {@code access_token} in "OAuth"; {@code id}, {@code email} and the scope
 * in "Get authorization user info".
 *
 * <p>Not confirmed: that tokens never expire, which Webflow's page on OAuth does not say and clients rely on; PKCE.
 */
final class WebflowProvider {

    static final OAuthProvider PROVIDER = OAuthProvider.of(
                    "webflow",
                    "Webflow",
                    new SignIn.Code(
                            "https://webflow.com/oauth/authorize",
                            Pkce.UNDOCUMENTED,
                            ScopeSyntax.STANDARD.always("authorized_user:read"),
                            List.of(),
                            TokenEndpoint.of("https://api.webflow.com/oauth/access_token", ClientAuthentication.BODY)
                                    .takingJson()),
                    TokenLifetime.endless())
            .revokedBy(new Revocation(
                    "https://webflow.com/oauth/revoke_authorization",
                    Revocation.Carrier.JSON,
                    "access_token",
                    Revocation.Subject.ACCESS_TOKEN,
                    ClientAuthentication.BODY))
            .identifiedBy(Identity.Asked.get("https://api.webflow.com/v2/token/authorized_by", "/id", "/email")
                    .needing("authorized_user:read"))
            .afterSetup(new Setup(
                    List.of(
                            "In Webflow, as an administrator of the workspace, open Apps & Integrations, App Development, Create an app.",
                            "Turn on the building block Data client (REST API), with the redirect URI {redirectUri}.",
                            "Choose the scopes authorized_user:read and {scopes}.",
                            "Enter the client ID and the client secret here."),
                    "https://developers.webflow.com/data/docs/register-an-app"))
            .restingOn(
                    "https://developers.webflow.com/data/reference/oauth-app",
                    "https://developers.webflow.com/data/reference/token/authorized-by",
                    "https://developers.webflow.com/data/reference/scopes");

    private WebflowProvider() {}
}
