package dev.tributary.meta.oauth.catalog;

import static dev.tributary.meta.oauth.AnswerExample.Situation.CODE_EXCHANGED;
import static dev.tributary.meta.oauth.AnswerExample.Situation.REFRESHED;
import static dev.tributary.meta.oauth.AnswerExample.Situation.REFRESH_REFUSED;

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
import dev.tributary.meta.oauth.TokenErrors;
import dev.tributary.meta.oauth.TokenLifetime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * X. Only the scope {@code offline.access} gives a refresh token, which is used once. A dead one is refused as
 * {@code invalid_request}, a code that other clients report and X does not list.
 *
 * <p>Confirmed: the token endpoint, PKCE and two hours in "OAuth 2.0 Authorization Code Flow with PKCE"; {@code Basic} and the
 * console in the page on user access tokens; {@code id} and {@code username} in "Get the authenticated user".
 *
 * <p>Not confirmed: the authorization endpoint's host {@code x.com} and the endpoint for revocation, which were read in other
 * clients only; how long a refresh token lives, a grace time for a used one.
 */
final class XProvider {

    static final OAuthProvider PROVIDER = OAuthProvider.of(
                    "x",
                    "X",
                    new SignIn.Code(
                            "https://x.com/i/oauth2/authorize",
                            Pkce.REQUIRED,
                            ScopeSyntax.STANDARD.always("offline.access", "users.read", "tweet.read"),
                            List.of(),
                            TokenEndpoint.of("https://api.x.com/2/oauth2/token", ClientAuthentication.BASIC)
                                    .failingWith(TokenErrors.STANDARD.orReconsent("invalid_request"))),
                    TokenLifetime.declared(
                            Duration.ofHours(2), new Refresh.Rotating(Refresh.Validity.UNLIMITED, Optional.empty())))
            .revokedBy(Revocation.standard("https://api.x.com/2/oauth2/revoke", ClientAuthentication.BASIC))
            .identifiedBy(Identity.Asked.get("https://api.x.com/2/users/me", "/data/id", "/data/username")
                    .needing("users.read"))
            .answering(
                    new AnswerExample(CODE_EXCHANGED, 200, """
                            {"token_type":"bearer","expires_in":7200,"access_token":"ACCESS",\
                            "scope":"tweet.read users.read offline.access","refresh_token":"REFRESH"}"""),
                    new AnswerExample(REFRESHED, 200, """
                            {"token_type":"bearer","expires_in":7200,"access_token":"ACCESS",\
                            "scope":"tweet.read users.read offline.access","refresh_token":"REFRESH-2"}"""),
                    new AnswerExample(REFRESH_REFUSED, 400, """
                            {"error":"invalid_request","error_description":"Value passed for the token was invalid."}"""))
            .afterSetup(new Setup(
                    List.of(
                            "In X's developer console, create an app in a project.",
                            "Under User authentication settings, choose the type Web App (a confidential client), with read access.",
                            "Enter the callback URI {redirectUri}.",
                            "Enter the OAuth 2.0 client ID and client secret (not the API key) here."),
                    "https://developer.x.com/en/portal/dashboard"))
            .restingOn(
                    "https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code",
                    "https://docs.x.com/fundamentals/authentication/oauth-2-0/user-access-token",
                    "https://docs.x.com/x-api/users/lookup/quickstart/authenticated-lookup");

    private XProvider() {}
}
