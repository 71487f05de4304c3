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
import dev.tributary.meta.oauth.TokenLifetime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Linear. Scopes are separated by commas in the request and by spaces in the answer; old applications answer with a list.
 *
 * <p>Confirmed in "OAuth 2.0 authentication": all endpoints, PKCE, 24 hours, that a refresh gives a new refresh token, the
 * field {@code refresh_token} of a revocation, client credentials, the page that creates applications.
 *
 * <p>Observed: a bad code is refused with 400 and {@code invalid_grant} (linear/linear 637), client fields that it cannot read as
 * {@code invalid_client} (linear/linear 264). Both have the words of {@code oauthjs/node-oauth2-server}, which refuses all with
 * 400 while the client is in the body.
 *
 * <p>Not confirmed: an end of refresh tokens, a grace time for a used one.
 */
final class LinearProvider {

    static final OAuthProvider PROVIDER = OAuthProvider.of(
                    "linear",
                    "Linear",
                    new SignIn.Code(
                            "https://linear.app/oauth/authorize",
                            Pkce.SUPPORTED,
                            ScopeSyntax.STANDARD.separatedBy(",").always("read"),
                            List.of(new Parameter("prompt", "consent")),
                            TokenEndpoint.of("https://api.linear.app/oauth/token", ClientAuthentication.BODY)),
                    TokenLifetime.declared(
                            Duration.ofHours(24), new Refresh.Rotating(Refresh.Validity.UNLIMITED, Optional.empty())))
            .revokedBy(new Revocation(
                    "https://api.linear.app/oauth/revoke",
                    Revocation.Carrier.FORM,
                    "refresh_token",
                    Revocation.Subject.REFRESH_TOKEN,
                    ClientAuthentication.NONE))
            .identifiedBy(Identity.Asked.post(
                    "https://api.linear.app/graphql",
                    "{\"query\":\"{ viewer { id name email } }\"}",
                    "/data/viewer/id",
                    "/data/viewer/email"))
            .alsoGranting(new Grant.ClientCredentials(
                    "https://api.linear.app/oauth/token", Grant.ClientCredentials.STANDARD, "", List.of()))
            .afterSetup(new Setup(
                    List.of(
                            "In Linear, as an admin, open Settings, API, and create an OAuth application.",
                            "Enter the callback URL {redirectUri}.",
                            "Enter the client ID and the client secret here."),
                    "https://linear.app/settings/api/applications/new"))
            .restingOn("https://linear.app/developers/oauth-2-0-authentication");

    private LinearProvider() {}
}
