package dev.tributary.meta.oauth.catalog;

import dev.tributary.meta.Setup;
import dev.tributary.meta.oauth.ClientAuthentication;
import dev.tributary.meta.oauth.Identity;
import dev.tributary.meta.oauth.OAuthProvider;
import dev.tributary.meta.oauth.Pkce;
import dev.tributary.meta.oauth.ScopeSyntax;
import dev.tributary.meta.oauth.SignIn;
import dev.tributary.meta.oauth.TokenEndpoint;
import dev.tributary.meta.oauth.TokenErrors;
import dev.tributary.meta.oauth.TokenLifetime;
import java.util.List;

/**
 * ClickUp. Tokens do not expire, for now; the person chooses workspaces instead of scopes. The request to the token
 * endpoint has neither {@code grant_type} nor {@code redirect_uri} in the documentation.
 *
 * <p>Confirmed: the flow and the settings page in the guide "Authentication", both endpoints in the references named below.
 *
 * Client and redirect URI are refused with the codes of "Common errors", in {@code ECODE}.
 *
 * <p>Observed, not documented: a code that was used is refused as {@code OAUTH_014} (langchain-ai/langchain, the notebook of its
 * ClickUp toolkit).
 *
 * <p>Not confirmed: that it takes those two when they are sent, {@code id} and {@code username} of the person (as in Auth.js),
 * PKCE, an endpoint for revocation, the status of refusals.
 */
final class ClickUpProvider {

    static final OAuthProvider PROVIDER = OAuthProvider.of(
                    "clickup",
                    "ClickUp",
                    new SignIn.Code(
                            "https://app.clickup.com/api",
                            Pkce.UNDOCUMENTED,
                            ScopeSyntax.SET_AT_PROVIDER,
                            List.of(),
                            TokenEndpoint.of("https://api.clickup.com/api/v2/oauth/token", ClientAuthentication.BODY)
                                    .takingJson()
                                    .failingWith(TokenErrors.STANDARD
                                            .at("/ECODE", "/err")
                                            .orMisconfigured("OAUTH_010", "OAUTH_007"))),
                    TokenLifetime.endless())
            .identifiedBy(Identity.Asked.get("https://api.clickup.com/api/v2/user", "/user/id", "/user/username"))
            .afterSetup(new Setup(
                    List.of(
                            "In ClickUp, as an owner or admin of the workspace, open Settings, Apps, and create an app.",
                            "Enter the redirect URL {redirectUri}.",
                            "Enter the client ID and the client secret here."),
                    "https://app.clickup.com/settings/apps"))
            .restingOn(
                    "https://developer.clickup.com/docs/authentication",
                    "https://developer.clickup.com/reference/getaccesstoken",
                    "https://developer.clickup.com/reference/getauthorizeduser",
                    "https://developer.clickup.com/docs/common_errors");

    private ClickUpProvider() {}
}
