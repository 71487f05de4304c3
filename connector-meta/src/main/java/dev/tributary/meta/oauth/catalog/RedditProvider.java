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
import java.util.List;

/**
 * Reddit. Only a sign-in with {@code duration=permanent} gives a refresh token, which lives until it is revoked. Reddit wants
 * a {@code User-Agent} that names the application in every request.
 *
 * <p>Confirmed in Reddit's archived source ({@code reddit-archive/reddit}, {@code r2/r2/controllers/oauth2.py}): endpoints,
 * {@code duration}, {@code Basic}, the answer, {@code invalid_grant} with status 200 for a bad code, status 400 with
 * {@code invalid_request} for a bad refresh token, status 401 for a bad client, {@code access_denied} from a
 * person who declines, no word of PKCE, revocation, client credentials. Spaces between scopes, and {@code error} in answers of
 * status 200: Reddit's advised client ({@code praw-dev/prawcore}, {@code auth.py}).
 *
 * <p>Observed, not documented, as the source is of 2017: today a bad refresh token is refused with
 * {@code {"message":"Bad Request","error":400}} (PostHog matches this shape; praw-dev/praw 677 tells the status), a bad client
 * with the same shape and 401.
 *
 * <p>Not confirmed: that refresh tokens never rotate, for in 2021 they did (praw-dev/prawcore 115), so a new one in an
 * answer is kept.
 */
final class RedditProvider {

    private static final String TOKEN = "https://www.reddit.com/api/v1/access_token";

    static final OAuthProvider PROVIDER = OAuthProvider.of(
                    "reddit",
                    "Reddit",
                    new SignIn.Code(
                            "https://www.reddit.com/api/v1/authorize",
                            Pkce.UNDOCUMENTED,
                            ScopeSyntax.STANDARD.always("identity"),
                            List.of(new Parameter("duration", "permanent")),
                            TokenEndpoint.of(TOKEN, ClientAuthentication.BASIC)
                                    .failingWith(TokenErrors.STANDARD
                                            .orReconsent("invalid_request", "400")
                                            .orMisconfigured("401"))),
                    TokenLifetime.declared(new Refresh.Constant(Refresh.Validity.UNLIMITED)))
            .revokedBy(Revocation.standard("https://www.reddit.com/api/v1/revoke_token", ClientAuthentication.BASIC))
            .identifiedBy(Identity.Asked.get("https://oauth.reddit.com/api/v1/me", "/id", "/name")
                    .needing("identity"))
            .alsoGranting(new Grant.ClientCredentials(TOKEN, Grant.ClientCredentials.STANDARD, "", List.of()))
            .afterSetup(new Setup(
                    List.of(
                            "In Reddit, open Preferences, Apps, and create an app of the type web app.",
                            "Enter the redirect URI {redirectUri}.",
                            "Enter the ID, which stands under the app's name, and the secret here."),
                    "https://www.reddit.com/prefs/apps"))
            .restingOn(
                    "https://github.com/reddit-archive/reddit/wiki/OAuth2",
                    "https://www.reddit.com/dev/api/oauth",
                    "https://github.com/reddit-archive/reddit");

    private RedditProvider() {}
}
