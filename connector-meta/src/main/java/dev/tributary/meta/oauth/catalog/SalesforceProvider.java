package dev.tributary.meta.oauth.catalog;

import dev.tributary.meta.Prompt;
import dev.tributary.meta.Setup;
import dev.tributary.meta.oauth.ClientAuthentication;
import dev.tributary.meta.oauth.Grant;
import dev.tributary.meta.oauth.HostVariable;
import dev.tributary.meta.oauth.Identity;
import dev.tributary.meta.oauth.OAuthProvider;
import dev.tributary.meta.oauth.Pkce;
import dev.tributary.meta.oauth.Refresh;
import dev.tributary.meta.oauth.Revocation;
import dev.tributary.meta.oauth.ScopeSyntax;
import dev.tributary.meta.oauth.SignIn;
import dev.tributary.meta.oauth.TokenAnswer;
import dev.tributary.meta.oauth.TokenEndpoint;
import dev.tributary.meta.oauth.TokenErrors;
import dev.tributary.meta.oauth.TokenLifetime;
import java.time.Duration;
import java.util.List;

/**
 * Salesforce. The address of the organisation's API ({@code instance_url}) is in the answer; an expiry is not, for the session
 * timeout of the organisation decides. Whether a refresh token expires or rotates is the policy of the app, by default
 * neither; at most five per person and app live, and a sixth ends the oldest.
 *
 * <p>Confirmed: the refresh and its rotation in "OAuth 2.0 Refresh Token Flow", the refusal of a refresh token word by word in
 * "OAuth 2.0 Authorization Errors", the five in "Manage OAuth-Enabled Connected Apps Access to Your Data", the address that
 * names the person in "Query for User Information" ({@code user_id} and {@code preferred_username} in Salesforce's Postman
 * collection), revocation by the refresh token in "Revoking OAuth Tokens", client credentials and JWT in the pages named
 * below.
 *
 * <p>Observed, not documented for the token endpoint: {@code invalid_client_id} with status 400 (omniphx/forrest 184),
 * {@code invalid_client} with these words (restforce/restforce 338); a deactivated person or organisation is refused as
 * {@code invalid_grant} (restforce/restforce 303, calcom/cal.diy 11508), not with the codes {@code inactive_user} and
 * {@code inactive_org}, which the vendor lists for the return from the browser. {@code redirect_uri_mismatch} is in that list
 * too.
 *
 * <p>Not confirmed: that an assertion lives three minutes at most, which clients keep to; a rate of refreshes. Left out: the
 * device flow, which is not that of RFC 8628.
 */
final class SalesforceProvider {

    private static final String TOKEN = "https://{host}/services/oauth2/token";

    static final OAuthProvider PROVIDER = OAuthProvider.of(
                    "salesforce",
                    "Salesforce",
                    new SignIn.Code(
                            "https://{host}/services/oauth2/authorize",
                            Pkce.SUPPORTED,
                            ScopeSyntax.STANDARD.always("refresh_token", "openid"),
                            List.of(),
                            TokenEndpoint.of(TOKEN, ClientAuthentication.BODY)
                                    .answering(TokenAnswer.STANDARD.keeping(
                                            new TokenAnswer.Attribute("instance_url", "/instance_url")))
                                    .failingWith(TokenErrors.STANDARD.orMisconfigured(
                                            "invalid_client_id", "redirect_uri_mismatch"))),
                    TokenLifetime.undeclared(new Refresh.Constant(Refresh.Validity.UNLIMITED)))
            .varying(new HostVariable(
                    "host",
                    Prompt.required("Login host")
                            .help("test.salesforce.com for a sandbox, or your My Domain, which an "
                                    + "application that acts without a person needs."),
                    "login.salesforce.com",
                    List.of()))
            .revokedBy(Revocation.standard("https://{host}/services/oauth2/revoke", ClientAuthentication.NONE))
            .identifiedBy(
                    Identity.Asked.get("https://{host}/services/oauth2/userinfo", "/user_id", "/preferred_username")
                            .needing("openid"))
            .alsoGranting(
                    new Grant.ClientCredentials(TOKEN, Grant.ClientCredentials.STANDARD, "", List.of()),
                    new Grant.JwtBearer(
                            TOKEN,
                            "https://{host}",
                            "the username of the person whose records are read, whom the app's policy has approved",
                            Duration.ofMinutes(3),
                            Grant.ScopeClaim.ABSENT))
            .afterSetup(new Setup(
                    List.of(
                            "In Salesforce Setup, open External Client App Manager, and create an app with OAuth enabled.",
                            "Enter the callback URL {redirectUri}, and choose the scopes {scopes}.",
                            "In the app's policies, let refresh tokens be valid until revoked.",
                            "Enter the consumer key (as client ID) and the consumer secret here."),
                    "https://help.salesforce.com/s/articleView?id=xcloud.create_a_local_external_client_app.htm"))
            .restingOn(
                    "https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_web_server_flow.htm",
                    "https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_refresh_token_flow.htm",
                    "https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_flow_errors.htm",
                    "https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_jwt_flow.htm",
                    "https://help.salesforce.com/s/articleView?id=sf.remoteaccess_revoke_token.htm",
                    "https://developer.salesforce.com/docs/platform/mobile-sdk/guide/oauth-revoking-tokens.html",
                    "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_using_userinfo_endpoint.htm",
                    "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_client_credentials_flow.htm");

    private SalesforceProvider() {}
}
