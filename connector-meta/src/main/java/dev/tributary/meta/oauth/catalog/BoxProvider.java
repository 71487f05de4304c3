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
 * Box. A refresh token is used once, and within 60 days. Only scopes that are ticked at the
 * application may be asked for.
 *
 * <p>Confirmed: the authorization endpoint and its parameters in {@code box/box-openapi}, {@code v2.0/auth.openapi.json};
 * rotation and 60 days in the guide "Refresh a token"; revocation by either token in "Revoke a token";
 * {@code box_subject_type} and {@code box_subject_id} in "Client Credentials Grant"; the refusals of a code, a refresh token
 * and a client, as status 400 with these words, in "Common errors" ({@code box/developer.box.com}); the console in the same repository.
 *
 * <p>Not confirmed: PKCE, a grace time for a used refresh token. Left out: the JWT grant, whose assertion needs the claim
 * {@code box_sub_type}.
 */
final class BoxProvider {

    static final OAuthProvider PROVIDER = OAuthProvider.of(
                    "box",
                    "Box",
                    new SignIn.Code(
                            "https://account.box.com/api/oauth2/authorize",
                            Pkce.UNDOCUMENTED,
                            ScopeSyntax.STANDARD,
                            List.of(),
                            TokenEndpoint.of("https://api.box.com/oauth2/token", ClientAuthentication.BODY)),
                    TokenLifetime.declared(
                            Duration.ofHours(1),
                            new Refresh.Rotating(Refresh.Validity.unusedFor(Duration.ofDays(60)), Optional.empty())))
            .revokedBy(Revocation.standard("https://api.box.com/oauth2/revoke", ClientAuthentication.BODY))
            .identifiedBy(Identity.Asked.get("https://api.box.com/2.0/users/me", "/id", "/login"))
            .alsoGranting(new Grant.ClientCredentials(
                    "https://api.box.com/oauth2/token",
                    Grant.ClientCredentials.STANDARD,
                    "",
                    List.of(new Parameter("box_subject_type", "enterprise"), new Parameter("box_subject_id", ""))))
            .afterSetup(new Setup(
                    List.of(
                            "In Box's developer console, create a platform app, kind Custom App, with user authentication (OAuth 2.0).",
                            "Under Configuration, enter the redirect URI {redirectUri} and tick the scopes {scopes}.",
                            "Enter the client ID and the client secret here.",
                            "Where the Box administrator restricts apps, have this one authorised in the admin console."),
                    "https://app.box.com/developers/console"))
            .restingOn(
                    "https://developer.box.com/guides/authentication/oauth2/",
                    "https://developer.box.com/guides/authentication/tokens/refresh",
                    "https://developer.box.com/guides/authentication/tokens/revoke",
                    "https://developer.box.com/reference/post-oauth2-token/",
                    "https://developer.box.com/guides/authentication/client-credentials/",
                    "https://developer.box.com/guides/api-calls/permissions-and-errors/common-errors");

    private BoxProvider() {}
}
