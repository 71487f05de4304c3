package dev.tributary.meta.oauth.catalog;

import dev.tributary.meta.Setup;
import dev.tributary.meta.oauth.ClientAuthentication;
import dev.tributary.meta.oauth.Grant;
import dev.tributary.meta.oauth.Identity;
import dev.tributary.meta.oauth.OAuthProvider;
import dev.tributary.meta.oauth.Pkce;
import dev.tributary.meta.oauth.Refresh;
import dev.tributary.meta.oauth.ScopeSyntax;
import dev.tributary.meta.oauth.SignIn;
import dev.tributary.meta.oauth.TokenEndpoint;
import dev.tributary.meta.oauth.TokenErrors;
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
 * <p>Observed, not documented: a dead refresh token was refused as {@code invalid_request}, "Invalid refresh_token"
 * (readthedocs/readthedocs.org 2992, and Atlassian's community), a consumer without a callback URL as {@code invalid_request},
 * too, with words of its own (composer/composer 5335), a wrong secret as {@code unauthorized_client} (p2/OAuth2 96). A used
 * refresh token is good for about ten minutes more, as an engineer of Atlassian writes (git-ecosystem/git-credential-manager
 * 2433).
 *
 * <p>Not confirmed: PKCE, an endpoint for revocation, the answer to a bad code.
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
                                            "https://bitbucket.org/site/oauth2/access_token",
                                            ClientAuthentication.BASIC)
                                    .failingWith(TokenErrors.STANDARD
                                            .finerAt("/error_description")
                                            .orReconsent("invalid_request")
                                            .orMisconfigured("No callback uri defined for the OAuth client."))),
                    TokenLifetime.declared(
                            Duration.ofHours(2),
                            new Refresh.Rotating(
                                    Refresh.Validity.unusedFor(Duration.ofDays(90)),
                                    Optional.of(Duration.ofMinutes(10)))))
            .identifiedBy(Identity.Asked.get("https://api.bitbucket.org/2.0/user", "/uuid", "/display_name")
                    .needing("account"))
            .alsoGranting(new Grant.ClientCredentials(
                    "https://bitbucket.org/site/oauth2/access_token", Grant.ClientCredentials.STANDARD, "", List.of()))
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
