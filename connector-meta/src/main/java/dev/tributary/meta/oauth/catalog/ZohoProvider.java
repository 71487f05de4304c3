package dev.tributary.meta.oauth.catalog;

import dev.tributary.meta.Prompt;
import dev.tributary.meta.Setup;
import dev.tributary.meta.oauth.ClientAuthentication;
import dev.tributary.meta.oauth.HostVariable;
import dev.tributary.meta.oauth.OAuthProvider;
import dev.tributary.meta.oauth.Parameter;
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
 * Zoho, which signs in for Zoho Desk. Each data centre has its own accounts host; a client works in others only where
 * multi-DC is on. Refresh tokens do not expire, but a person has at most 20 of a client, and the 21st ends the first; one
 * gives at most 10 access tokens in 10 minutes, and then {@code Access Denied}, which passes. A revoked one is refused as
 * {@code invalid_code}, with the status 200.
 *
 * <p>Confirmed: the hosts in "Multi DC support", China's in that of Zoho CRM; revocation in "Revoke OAuth tokens" of the
 * accounts documentation, which Zoho's product pages repeat (one page for developers tells another path).
 *
 * <p>Observed, as the documentation does not tell it: the status 200 of {@code invalid_code} for a refresh token
 * (Weble/ZohoBooksApi 84), of {@code invalid_client} (asciisd/zoho 6 and 18) and of {@code invalid_redirect_uri}
 * (asciisd/zoho 20).
 *
 * <p>Not confirmed: the status of other refusals; PKCE for clients with a secret;
 * an address that names the person without a scope of its own. Left out: the device flow, whose token endpoint differs.
 */
final class ZohoProvider {

    static final OAuthProvider PROVIDER = OAuthProvider.of(
                    "zoho",
                    "Zoho",
                    new SignIn.Code(
                            "https://{host}/oauth/v2/auth",
                            Pkce.UNDOCUMENTED,
                            ScopeSyntax.STANDARD.separatedBy(","),
                            List.of(new Parameter("access_type", "offline"), new Parameter("prompt", "consent")),
                            TokenEndpoint.of("https://{host}/oauth/v2/token", ClientAuthentication.BODY)
                                    .answering(TokenAnswer.STANDARD.keeping(
                                            new TokenAnswer.Attribute("api_domain", "/api_domain")))
                                    .failingWith(TokenErrors.STANDARD
                                            .orReconsent("invalid_code")
                                            .orMisconfigured("invalid_client_secret", "invalid_redirect_uri"))),
                    TokenLifetime.declared(Duration.ofHours(1), new Refresh.Constant(Refresh.Validity.UNLIMITED)))
            .serving("zoho-desk")
            .varying(new HostVariable(
                    "host",
                    Prompt.required("Data centre").help("The accounts host of the data centre of your organisation."),
                    "accounts.zoho.com",
                    List.of(
                            "accounts.zoho.com",
                            "accounts.zoho.eu",
                            "accounts.zoho.in",
                            "accounts.zoho.com.au",
                            "accounts.zoho.jp",
                            "accounts.zoho.com.cn",
                            "accounts.zohocloud.ca",
                            "accounts.zoho.sa",
                            "accounts.zoho.uk")))
            .revokedBy(new Revocation(
                    "https://{host}/oauth/v2/token/revoke",
                    Revocation.Carrier.QUERY,
                    "token",
                    Revocation.Subject.REFRESH_TOKEN,
                    ClientAuthentication.NONE))
            .afterSetup(new Setup(
                    List.of(
                            "In Zoho's API console of your data centre, add a client of the type Server-based Applications.",
                            "Enter the authorized redirect URI {redirectUri}.",
                            "Under Settings, turn multi-DC on if people of other data centres sign in.",
                            "Enter the client ID, the client secret and the data centre here."),
                    "https://api-console.zoho.com/"))
            .restingOn(
                    "https://www.zoho.com/accounts/protocol/oauth/web-apps/authorization.html",
                    "https://www.zoho.com/accounts/protocol/oauth/web-apps/access-token-expiry.html",
                    "https://www.zoho.com/accounts/protocol/oauth/multi-dc.html",
                    "https://www.zoho.com/crm/developer/docs/api/v8/multi-dc.html",
                    "https://zoho.com/accounts/protocol/oauth/revoke-refresh-token.html",
                    "https://zoho.com/crm/developer/docs/api/v2/token-validity.html",
                    "https://desk.zoho.com/DeskAPIDocument#OauthTokens");

    private ZohoProvider() {}
}
