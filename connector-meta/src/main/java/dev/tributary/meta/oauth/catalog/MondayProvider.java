package dev.tributary.meta.oauth.catalog;

import static dev.tributary.meta.oauth.AnswerExample.Situation.CODE_EXCHANGED;

import dev.tributary.meta.Setup;
import dev.tributary.meta.oauth.AnswerExample;
import dev.tributary.meta.oauth.ClientAuthentication;
import dev.tributary.meta.oauth.Identity;
import dev.tributary.meta.oauth.OAuthProvider;
import dev.tributary.meta.oauth.Pkce;
import dev.tributary.meta.oauth.ScopeSyntax;
import dev.tributary.meta.oauth.SignIn;
import dev.tributary.meta.oauth.TokenEndpoint;
import dev.tributary.meta.oauth.TokenLifetime;
import java.util.List;

/**
 * monday.com, by the flow whose tokens live until the app is removed. The newer flow, switched on per version of an app, has
 * tokens that expire, and another token endpoint.
 *
 * <p>Confirmed: the authorization endpoint, the life of a token and the scope {@code me:read} in "OAuth and permissions"; the
 * switch in "Migrating to the new OAuth 2.1 flow".
 *
 * <p>Not confirmed, kept because nothing works without it: the token endpoint, read in other clients only.
 *
 * <p>Not confirmed, so left out: that newer flow's endpoints; PKCE; the refusals of the token endpoint.
 */
final class MondayProvider {

    static final OAuthProvider PROVIDER = OAuthProvider.of(
                    "monday",
                    "monday.com",
                    new SignIn.Code(
                            "https://auth.monday.com/oauth2/authorize",
                            Pkce.UNDOCUMENTED,
                            ScopeSyntax.STANDARD.always("me:read"),
                            List.of(),
                            TokenEndpoint.of("https://auth.monday.com/oauth2/token", ClientAuthentication.BODY)),
                    TokenLifetime.endless())
            .identifiedBy(Identity.Asked.post(
                            "https://api.monday.com/v2",
                            "{\"query\":\"{ me { id name email } }\"}",
                            "/data/me/id",
                            "/data/me/email")
                    .needing("me:read"))
            .answering(new AnswerExample(CODE_EXCHANGED, 200, """
                            {"access_token":"ACCESS","token_type":"Bearer","scope":"me:read boards:read updates:read"}"""))
            .afterSetup(new Setup(
                    List.of(
                            "In monday.com, open the Developer Center and create an app; leave the switch for the new OAuth flow off.",
                            "Under OAuth & Permissions, tick the scopes me:read and {scopes}, and add the redirect URL {redirectUri}.",
                            "Promote the version of the app to live, and have an admin install it.",
                            "Enter the client ID and the client secret, which Basic information shows, here."),
                    "https://developer.monday.com/apps/docs/oauth"))
            .restingOn(
                    "https://developer.monday.com/apps/docs/oauth",
                    "https://developer.monday.com/apps/docs/migrating-to-the-new-oauth-flow");

    private MondayProvider() {}
}
