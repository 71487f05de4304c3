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
import dev.tributary.meta.oauth.TokenLifetime;
import java.util.List;
import java.util.Optional;

/**
 * monday.com, by its OAuth 2.1 flow, which all new apps have and cannot turn off. Access tokens expire, but the answer does not
 * tell when; each refresh gives a new refresh token. The older flow, whose tokens lived until the app was removed, has another
 * token endpoint and ends with version 2027-04 of the API.
 *
 * <p>Confirmed: the authorization and token endpoints and PKCE in "OAuth 2.1"; the body of the exchange, both answers, rotation and
 * revocation in monday's own guide for migrating ({@code mondaycom/agentic-monday}, {@code monday-oauth-migrate/SKILL.md}); the
 * scope {@code me:read} in "OAuth and permissions"; {@code id} and {@code email} of a user in monday's own types
 * ({@code mondaycom/monday-graphql-api}).
 *
 * <p>Not confirmed: how long tokens live; the refusals of the token endpoint.
 */
final class MondayProvider {

    static final OAuthProvider PROVIDER = OAuthProvider.of(
                    "monday",
                    "monday.com",
                    new SignIn.Code(
                            "https://auth.monday.com/oauth2/authorize",
                            Pkce.REQUIRED,
                            ScopeSyntax.STANDARD.always("me:read"),
                            List.of(),
                            TokenEndpoint.of("https://auth.monday.com/oauth_ms/oauth/token", ClientAuthentication.BODY)
                                    .takingJson()),
                    TokenLifetime.undeclared(new Refresh.Rotating(Refresh.Validity.UNLIMITED, Optional.empty())))
            .revokedBy(new Revocation(
                    "https://auth.monday.com/oauth_ms/oauth/revoke",
                    Revocation.Carrier.JSON,
                    "token",
                    Revocation.Subject.REFRESH_TOKEN,
                    ClientAuthentication.BODY))
            .identifiedBy(Identity.Asked.post(
                            "https://api.monday.com/v2",
                            "{\"query\":\"{ me { id name email } }\"}",
                            "/data/me/id",
                            "/data/me/email")
                    .needing("me:read"))
            .afterSetup(new Setup(
                    List.of(
                            "In monday.com, open the Developer Center and create an app; an older app needs the new OAuth flow switched on.",
                            "Under OAuth & Permissions, tick the scopes me:read and {scopes}, and add the redirect URL {redirectUri}.",
                            "Promote the version of the app to live, and have an admin install it.",
                            "Enter the client ID and the client secret, which Basic information shows, here."),
                    "https://developer.monday.com/apps/docs/oauth"))
            .restingOn(
                    "https://developer.monday.com/apps/docs/oauth",
                    "https://developer.monday.com/apps/docs/oauth-2-1",
                    "https://developer.monday.com/apps/docs/migrating-to-the-new-oauth-flow",
                    "https://github.com/mondaycom/agentic-monday");

    private MondayProvider() {}
}
