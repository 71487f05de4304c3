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
import dev.tributary.meta.oauth.TokenEndpoint;
import dev.tributary.meta.oauth.TokenErrors;
import dev.tributary.meta.oauth.TokenLifetime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Zoom. Scopes are chosen at the app. A refresh token is used once. The same account in two connections has one living pair of
 * tokens per app.
 *
 * <p>Confirmed: grants, {@code Basic} and the hour in "OAuth 2.0" and "Server-to-Server OAuth"; that only the latest refresh
 * token is taken, and "Invalid Token!" otherwise, in Zoom's support article 360060332931; revocation with the
 * access token and PKCE in Zoom's Postman collection, and in use by {@code pilcrowonpaper/arctic}.
 *
 * <p>Not confirmed: how long an unused refresh token lives, for that article says 15 years and Zoom's plugin about 90 days,
 * so no end is forecast; a grace time; the refusals' JSON, of which Zoom's "OAuth error messages" tells numbers and words only: a
 * dead refresh token is reported with 400 and {@code invalid_grant} (raycast/extensions 10896, 12533), a bad code with the same
 * (1nm/zoomapps-test; earlier with {@code invalid_request}, Jericho/ZoomNet 36), a wrong secret with 400 and
 * {@code invalid_client} (JubaerHossain/zoom-laravel 3); that {@code users/me} needs the scope {@code user:read:user}. Left out: the device flow, which wants the client in the query.
 */
final class ZoomProvider {

    static final OAuthProvider PROVIDER = OAuthProvider.of(
                    "zoom",
                    "Zoom",
                    new SignIn.Code(
                            "https://zoom.us/oauth/authorize",
                            Pkce.SUPPORTED,
                            ScopeSyntax.SET_AT_PROVIDER,
                            List.of(),
                            TokenEndpoint.of("https://zoom.us/oauth/token", ClientAuthentication.BASIC)
                                    .failingWith(TokenErrors.STANDARD.at("/error", "/reason"))),
                    TokenLifetime.declared(
                            Duration.ofHours(1), new Refresh.Rotating(Refresh.Validity.UNLIMITED, Optional.empty())))
            .revokedBy(new Revocation(
                    "https://zoom.us/oauth/revoke",
                    Revocation.Carrier.FORM,
                    "token",
                    Revocation.Subject.ACCESS_TOKEN,
                    ClientAuthentication.BASIC))
            .identifiedBy(Identity.Asked.get("https://api.zoom.us/v2/users/me", "/id", "/email")
                    .needing("user:read:user"))
            .alsoGranting(new Grant.ClientCredentials(
                    "https://zoom.us/oauth/token", "account_credentials", "", List.of(new Parameter("account_id", ""))))
            .afterSetup(new Setup(
                    List.of(
                            "In the Zoom App Marketplace, choose Develop, Build App, General App, managed by the user.",
                            "Enter the OAuth redirect URL {redirectUri}, and add it to the allow list.",
                            "Under Scopes, add user:read:user and {scopes}.",
                            "Enter the client ID and the client secret here. For a whole account without sign-in, build a Server-to-Server "
                                    + "OAuth app instead, and note its account ID."),
                    "https://marketplace.zoom.us/develop/create"))
            .restingOn(
                    "https://developers.zoom.us/docs/integrations/oauth/",
                    "https://developers.zoom.us/docs/integrations/oauth-error-messages/",
                    "https://developers.zoom.us/docs/rooms/oauth/",
                    "https://developers.zoom.us/docs/internal-apps/s2s-oauth/",
                    "https://devsupport.zoom.us/hc/en-us/articles/360060332931-Extending-the-expiration-for-an-OAuth-access-token");

    private ZoomProvider() {}
}
