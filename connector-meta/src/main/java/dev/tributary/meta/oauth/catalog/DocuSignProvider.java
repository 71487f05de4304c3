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
import dev.tributary.meta.oauth.ScopeSyntax;
import dev.tributary.meta.oauth.SignIn;
import dev.tributary.meta.oauth.TokenEndpoint;
import dev.tributary.meta.oauth.TokenLifetime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * DocuSign. The scope {@code extended} lets the refresh token live 30 days from each use. The address of a person's
 * documents ({@code base_uri}) is in the answer that names the person, which connectors ask for themselves.
 *
 * <p>Confirmed: the token endpoint with {@code Basic} in the reference "Obtain access token"; 8 hours, 30 days and the answer
 * in DocuSign's article on refresh tokens; {@code sub} and {@code email} in "User info endpoint"; PKCE in the changelog of
 * 2 March 2023; the assertion's {@code aud} (the host alone), {@code scope} and RS256 in DocuSign's own Java SDK
 * ({@code JWTUtils}), and that no refresh token follows it in "JWT Grant".
 *
 * <p>Not confirmed: whether a used refresh token stays valid, so it is taken to end; that an assertion lives an hour at
 * most, which DocuSign's examples use; an endpoint for revocation; the status of refusals but for that of a refresh token,
 * which others report as 400.
 *
 * <p>Observed: a bad code, and a wrong secret too, are refused as {@code invalid_grant}, "expired_client_token"
 * (docusign/code-examples-ruby 18), so a wrong secret can look like an account to connect again.
 */
final class DocuSignProvider {

    static final OAuthProvider PROVIDER = OAuthProvider.of(
                    "docusign",
                    "DocuSign",
                    new SignIn.Code(
                            "https://{host}/oauth/auth",
                            Pkce.SUPPORTED,
                            ScopeSyntax.STANDARD.always("extended"),
                            List.of(),
                            TokenEndpoint.of("https://{host}/oauth/token", ClientAuthentication.BASIC)),
                    TokenLifetime.declared(
                            Duration.ofHours(8),
                            new Refresh.Rotating(Refresh.Validity.unusedFor(Duration.ofDays(30)), Optional.empty())))
            .varying(new HostVariable(
                    "host",
                    Prompt.required("DocuSign environment").help("account-d.docusign.com is the demo environment."),
                    "account.docusign.com",
                    List.of("account.docusign.com", "account-d.docusign.com")))
            .identifiedBy(Identity.Asked.get("https://{host}/oauth/userinfo", "/sub", "/email"))
            .alsoGranting(new Grant.JwtBearer(
                    "https://{host}/oauth/token",
                    "{host}",
                    "the user ID (a GUID) of the person whose envelopes are read; that person, or an administrator, has consented "
                            + "to the scope impersonation",
                    Duration.ofHours(1),
                    Grant.ScopeClaim.PRESENT))
            .afterSetup(new Setup(
                    List.of(
                            "In DocuSign, open Settings, Apps and Keys, and add an app; its integration key is the client ID.",
                            "Choose Authorization Code Grant, say that the app can store a secret, and add a secret key.",
                            "Add the redirect URI {redirectUri}.",
                            "Enter the integration key and the secret key here; outside of the demo environment the app goes live first."),
                    "https://developers.docusign.com/platform/auth/authcode/"))
            .restingOn(
                    "https://developers.docusign.com/platform/auth/authcode/",
                    "https://developers.docusign.com/platform/auth/confidential-authcode-get-token/",
                    "https://developers.docusign.com/platform/auth/reference/obtain-access-token",
                    "https://www.docusign.com/blog/developers/authorization-code-grant-refresh-tokens",
                    "https://developers.docusign.com/platform/auth/reference/user-info",
                    "https://developers.docusign.com/platform/auth/jwt",
                    "https://developers.docusign.com/platform/auth/jwt-get-token",
                    "https://developers.docusign.com/changelog/03-02-2023");

    private DocuSignProvider() {}
}
