package dev.tributary.meta.oauth.catalog;

import dev.tributary.meta.Setup;
import dev.tributary.meta.oauth.ClientAuthentication;
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
import java.util.List;
import java.util.Optional;

/**
 * Notion. What a connection may do is ticked at Notion; which pages it sees, the person chooses while signing in. A refresh
 * gives a new refresh token.
 *
 * <p>Confirmed: the answers and {@code Basic} in "Create a token" and "Refresh a token"; the page of connections in the
 * former; revocation in "Revoke token".
 *
 * <p>Observed: the authorization endpoint refuses with {@code error} and {@code error_description} (langgenius/dify 7894).
 *
 * <p>Not confirmed: how long tokens live, as the answer has no expiry; PKCE; which of {@code code} and {@code error} a
 * refusal of the token endpoint has, for the reference shows the first and Notion's guides the second.
 */
final class NotionProvider {

    static final OAuthProvider PROVIDER = OAuthProvider.of(
                    "notion",
                    "Notion",
                    new SignIn.Code(
                            "https://api.notion.com/v1/oauth/authorize",
                            Pkce.UNDOCUMENTED,
                            ScopeSyntax.SET_AT_PROVIDER,
                            List.of(new Parameter("owner", "user")),
                            TokenEndpoint.of("https://api.notion.com/v1/oauth/token", ClientAuthentication.BASIC)
                                    .takingJson()
                                    .withHeaders(new Parameter("Notion-Version", "2025-09-03"))
                                    .answering(TokenAnswer.STANDARD.keeping(
                                            new TokenAnswer.Attribute("workspace_id", "/workspace_id"),
                                            new TokenAnswer.Attribute("bot_id", "/bot_id")))
                                    .failingWith(TokenErrors.STANDARD.at("/code", "/message"))),
                    TokenLifetime.undeclared(new Refresh.Rotating(Refresh.Validity.UNLIMITED, Optional.empty())))
            .revokedBy(new Revocation(
                    "https://api.notion.com/v1/oauth/revoke",
                    Revocation.Carrier.JSON,
                    "token",
                    Revocation.Subject.ACCESS_TOKEN,
                    ClientAuthentication.BASIC))
            .identifiedBy(new Identity.InTokenAnswer("/bot_id", "/workspace_name"))
            .afterSetup(new Setup(
                    List.of(
                            "In Notion's developer portal, create a public connection with the capability to read content.",
                            "Enter the redirect URI {redirectUri}.",
                            "Enter the OAuth client ID and the OAuth client secret here."),
                    "https://www.notion.so/developers/connections"))
            .restingOn(
                    "https://developers.notion.com/guides/get-started/authorization",
                    "https://developers.notion.com/reference/create-a-token",
                    "https://developers.notion.com/reference/refresh-a-token",
                    "https://developers.notion.com/reference/revoke-token",
                    "https://developers.notion.com/reference/status-codes");

    private NotionProvider() {}
}
