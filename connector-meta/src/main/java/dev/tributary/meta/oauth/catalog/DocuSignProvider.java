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
import dev.tributary.meta.oauth.TokenErrors;
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
 * most, which DocuSign's examples use; an endpoint for revocation.
 *
 * <p>Observed: nearly all is refused as {@code invalid_grant} with 400, and {@code error_description} is a code that tells the
 * cause: "unauthorized_client" for a client that is not accepted (Stack Overflow 39881341); "issuer_not_found" and
 * "no_valid_keys_or_signatures" for the key of an assertion, as DocuSign's FAQ for developers explains. "expired_client_token"
 * is that of a bad code, but was seen with a wrong secret too (docusign/code-examples-ruby 18): that one looks like an account
 * to connect again. "consent_required", an {@code error} of its own, means that the person has to consent.
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
                            TokenEndpoint.of("https://{host}/oauth/token", ClientAuthentication.BASIC)
                                    .failingWith(TokenErrors.STANDARD
                                            .finerAt("/error_description")
                                            .orReconsent("consent_required")
                                            .orMisconfigured("issuer_not_found", "no_valid_keys_or_signatures"))),
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
                    "the user ID (a GUID) of the person whose envelopes are read; that person, or an administrator,"
                            + " has consented to the scope impersonation",
                    Duration.ofHours(1),
                    Grant.ScopeClaim.PRESENT))
            .afterSetup(new Setup(
                    List.of(
                            "In DocuSign, open Settings, Apps and Keys, and add an app; its integration key is the"
                                    + " client ID.",
                            "Choose Authorization Code Grant, say that the app can store a secret, and add a secret"
                                    + " key.",
                            "Add the redirect URI {redirectUri}.",
                            "Enter the integration key and the secret key here; outside of the demo environment the"
                                    + " app goes live first."),
                    "https://developers.docusign.com/platform/auth/authcode/"))
            .restingOn(
                    "https://developers.docusign.com/platform/auth/authcode/",
                    "https://developers.docusign.com/platform/auth/confidential-authcode-get-token/",
                    "https://developers.docusign.com/platform/auth/reference/obtain-access-token",
                    "https://www.docusign.com/blog/developers/authorization-code-grant-refresh-tokens",
                    "https://developers.docusign.com/platform/auth/reference/user-info",
                    "https://developers.docusign.com/platform/auth/jwt",
                    "https://developers.docusign.com/platform/auth/jwt-get-token",
                    "https://support.docusign.com/en/articles/DocuSign-Developer-FAQs-General-Administration-and-Authentication",
                    "https://developers.docusign.com/changelog/03-02-2023");

    private DocuSignProvider() {}
}
