package dev.tributary.meta.oauth.catalog;

import dev.tributary.meta.Setup;
import dev.tributary.meta.oauth.ClientAuthentication;
import dev.tributary.meta.oauth.Grant;
import dev.tributary.meta.oauth.Identity;
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
 * Google, which signs in for all of its services, one account each. Refresh tokens stay valid, but die after six months
 * without use, and after seven days while the consent screen is in testing. An account holds 100 of a client; one more ends
 * the oldest. A changed password ends tokens with Gmail scopes.
 *
 * <p>Confirmed: all endpoints in the discovery document, of which {@code logto.io} and others show the content;
 * {@code access_type}, {@code prompt}, both answers and {@code refresh_token_expires_in} ("only set when the user grants
 * time-based access") in "Web server applications"; six months, seven days and 100 in "Refresh token expiration" of the
 * overview; the assertion and its hour at most in "Service accounts"; the device scopes in "Allowed scopes" of
 * "Limited-input devices", as two other clients copy the list with that source.
 *
 * <p>Observed, not documented: answers in testing have {@code refresh_token_expires_in} of seven days too; a deleted client is
 * refused with 401 and {@code deleted_client} (r-lib/httr 687, googleapis/google-api-nodejs-client 1256), a wrong secret with
 * 401 and {@code invalid_client}, "Unauthorized" (SocialiteProviders/Providers 564).
 *
 * <p>Not confirmed: the address of the page "Clients" of the console, which Google's guide names without it and others link
 * to.
 */
final class GoogleProvider {

    private static final String TOKEN = "https://oauth2.googleapis.com/token";

    static final OAuthProvider PROVIDER = OAuthProvider.of(
                    "google",
                    "Google",
                    new SignIn.Code(
                            "https://accounts.google.com/o/oauth2/v2/auth",
                            Pkce.SUPPORTED,
                            ScopeSyntax.STANDARD
                                    .always("openid", "g:userinfo.email")
                                    .expanding(new ScopeSyntax.Expansion("g:", "https://www.googleapis.com/auth/")),
                            List.of(
                                    new Parameter("access_type", "offline"),
                                    new Parameter("prompt", "consent"),
                                    new Parameter("include_granted_scopes", "true")),
                            TokenEndpoint.of(TOKEN, ClientAuthentication.BODY)
                                    .answering(TokenAnswer.STANDARD.refreshExpiresAt("/refresh_token_expires_in"))
                                    .failingWith(TokenErrors.STANDARD.orMisconfigured("deleted_client"))),
                    TokenLifetime.declared(
                            Duration.ofHours(1),
                            new Refresh.Constant(Refresh.Validity.unusedFor(Duration.ofDays(180)))))
            .serving(
                    "google-email",
                    "google-calendar",
                    "google-chat",
                    "google-docs",
                    "google-drive",
                    "google-forms",
                    "google-meet",
                    "google-sheets",
                    "google-vault")
            .revokedBy(Revocation.standard("https://oauth2.googleapis.com/revoke", ClientAuthentication.NONE))
            .identifiedBy(Identity.Asked.get("https://openidconnect.googleapis.com/v1/userinfo", "/sub", "/email")
                    .needing("openid"))
            .alsoGranting(
                    new Grant.DeviceCode(
                            "https://oauth2.googleapis.com/device/code",
                            Grant.DeviceCode.STANDARD,
                            List.of(
                                    "openid",
                                    "email",
                                    "profile",
                                    "g:drive.appdata",
                                    "g:drive.file",
                                    "g:youtube",
                                    "g:youtube.readonly")),
                    new Grant.JwtBearer(
                            TOKEN,
                            TOKEN,
                            "the e-mail address of the person whose data is read, where a Workspace administrator has delegated the "
                                    + "domain to the service account; without one, the service account itself",
                            Duration.ofHours(1),
                            Grant.ScopeClaim.PRESENT))
            .afterSetup(new Setup(
                    List.of(
                            "In the Google Cloud console, create or choose a project, and enable the APIs that the connectors read.",
                            "In Google Auth Platform, fill in Branding, and add the scopes {scopes} under Data access.",
                            "Under Audience, choose Internal, or publish the app: in testing, every sign-in dies after 7 days.",
                            "Under Clients, create a client of the type Web application with the redirect URI {redirectUri}.",
                            "Enter the client ID and the client secret here."),
                    "https://console.cloud.google.com/auth/clients"))
            .restingOn(
                    "https://developers.google.com/identity/protocols/oauth2",
                    "https://developers.google.com/identity/protocols/oauth2/web-server",
                    "https://developers.google.com/identity/protocols/oauth2/service-account",
                    "https://developers.google.com/identity/protocols/oauth2/limited-input-device",
                    "https://accounts.google.com/.well-known/openid-configuration");

    private GoogleProvider() {}
}
