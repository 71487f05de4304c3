package dev.tributary.meta.oauth.catalog;

import static dev.tributary.meta.oauth.AnswerExample.Situation.CODE_EXCHANGED;
import static dev.tributary.meta.oauth.AnswerExample.Situation.REFRESHED;
import static dev.tributary.meta.oauth.AnswerExample.Situation.REFRESH_REFUSED;

import dev.tributary.meta.Setup;
import dev.tributary.meta.oauth.AnswerExample;
import dev.tributary.meta.oauth.ClientAuthentication;
import dev.tributary.meta.oauth.Grant;
import dev.tributary.meta.oauth.Identity;
import dev.tributary.meta.oauth.OAuthProvider;
import dev.tributary.meta.oauth.Pkce;
import dev.tributary.meta.oauth.Refresh;
import dev.tributary.meta.oauth.ScopeSyntax;
import dev.tributary.meta.oauth.SignIn;
import dev.tributary.meta.oauth.TokenEndpoint;
import dev.tributary.meta.oauth.TokenLifetime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Bitbucket Cloud, whose sign-in is not that of {@link AtlassianProvider}. Since May 2026 a refresh token is used once, and
 * dies after three months without use; before, answers named the scopes {@code scopes}. Scopes are ticked at the consumer.
 * A client that acts for itself gets no refresh token.
 *
 * <p>Confirmed: endpoints and grants in the guide "OAuth 2.0"; rotation, the three months and {@code scope} in the
 * announcement 99003; the current user and the scope {@code account} in the REST reference "Users".
 *
 * <p>Not confirmed: PKCE, an endpoint for revocation, a grace time for a used refresh token, the refusals' exact words.
 */
final class BitbucketProvider {

    static final OAuthProvider PROVIDER = OAuthProvider.of(
                    "bitbucket",
                    "Bitbucket",
                    new SignIn.Code(
                            "https://bitbucket.org/site/oauth2/authorize",
                            Pkce.UNDOCUMENTED,
                            ScopeSyntax.SET_AT_PROVIDER,
                            List.of(),
                            TokenEndpoint.of(
                                    "https://bitbucket.org/site/oauth2/access_token", ClientAuthentication.BASIC)),
                    TokenLifetime.declared(
                            Duration.ofHours(2),
                            new Refresh.Rotating(Refresh.Validity.unusedFor(Duration.ofDays(90)), Optional.empty())))
            .identifiedBy(Identity.Asked.get("https://api.bitbucket.org/2.0/user", "/uuid", "/display_name")
                    .needing("account"))
            .alsoGranting(new Grant.ClientCredentials(
                    "https://bitbucket.org/site/oauth2/access_token", Grant.ClientCredentials.STANDARD, "", List.of()))
            .answering(
                    new AnswerExample(CODE_EXCHANGED, 200, """
                            {"access_token":"ACCESS","scope":"repository pullrequest account","expires_in":7200,\
                            "refresh_token":"REFRESH","token_type":"bearer"}"""),
                    new AnswerExample(REFRESHED, 200, """
                            {"access_token":"ACCESS","scope":"repository pullrequest account","expires_in":7200,\
                            "refresh_token":"REFRESH-2","token_type":"bearer"}"""),
                    new AnswerExample(REFRESH_REFUSED, 400, """
                            {"error":"invalid_grant"}"""))
            .afterSetup(new Setup(
                    List.of(
                            "In Bitbucket, open the workspace's settings, OAuth consumers, and add a consumer.",
                            "Enter the callback URL {redirectUri}.",
                            "Tick the permissions {scopes}, and Account: Read, so that accounts show their name.",
                            "Save, open the consumer, and enter its key (as client ID) and secret here."),
                    "https://support.atlassian.com/bitbucket-cloud/docs/use-oauth-on-bitbucket-cloud/"))
            .restingOn(
                    "https://developer.atlassian.com/cloud/bitbucket/oauth-2/",
                    "https://support.atlassian.com/bitbucket-cloud/docs/use-oauth-on-bitbucket-cloud/",
                    "https://community.developer.atlassian.com/t/oauth-2-0-and-api-authentication-changes-for-bitbucket-cloud/99003",
                    "https://developer.atlassian.com/cloud/bitbucket/rest/api-group-users/");

    private BitbucketProvider() {}
}
