package dev.tributary.meta.oauth.catalog;

import dev.tributary.meta.Setup;
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
 * X. Only the scope {@code offline.access} gives a refresh token. A code is good for 30 seconds.
 *
 * <p>Confirmed in {@code xdevplatform/docs}, {@code fundamentals/authentication/oauth-2-0}: all endpoints, {@code Basic} and
 * revocation in {@code user-access-token.mdx}; PKCE, scopes, two hours and 30 seconds in {@code authorization-code.mdx};
 * {@code id} and {@code username} in "Get the authenticated user".
 *
 * <p>Observed, as X lists no refusals: {@code invalid_request} for a bad code (plhery/node-twitter-api-v2 496),
 * {@code unauthorized_client} with 401 for a wrong secret (xdevplatform/twitter-api-typescript-sdk 23,
 * plhery/node-twitter-api-v2 319).
 *
 * <p>Not confirmed: that a refresh token is used once, how long it lives, a grace time; the answer to a dead refresh token, which
 * other clients report as {@code invalid_request}.
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
