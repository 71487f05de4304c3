package dev.tributary.meta.oauth.catalog;

import dev.tributary.meta.Setup;
import dev.tributary.meta.oauth.ClientAuthentication;
import dev.tributary.meta.oauth.Identity;
import dev.tributary.meta.oauth.OAuthProvider;
import dev.tributary.meta.oauth.Parameter;
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
 * Atlassian cloud, which signs in for Confluence and Jira. A refresh token is used once; after 90 days without use, or a
 * year after the sign-in, the person consents again.
 *
 * <p>Confirmed: endpoints, parameters and rotation in the guides named below; the refusal of a refresh token word by word, with
 * its status 403, in "Use a refresh token"; 90 days, 365 days and the ten minutes in
 * which a used token still works in Atlassian's announcement 54172 and the answer 60806.
 *
 * <p>Observed, not documented: a dead refresh token is also refused with 403 and {@code unauthorized_client}, "refresh_token is
 * invalid" (raycast/extensions 11836, ParabolInc/parabol 11849), which elsewhere blames the client; a wrong secret with 401 and
 * {@code access_denied}, "Unauthorized" ({@code MrRefactoring/jira.js}, {@code oauthError.ts}), the code that the browser brings
 * back from a person who declines. Auth.js relies on {@code read:me}, {@code account_id} and {@code email}.
 *
 * <p>Not confirmed: the answers to a bad code, of which people report two (403 {@code invalid_grant}, 400
 * {@code invalid_request}); an endpoint for revocation (people remove the app in their account), PKCE.
 */
final class AtlassianProvider {

    static final OAuthProvider PROVIDER = OAuthProvider.of(
                    "atlassian",
                    "Atlassian",
                    new SignIn.Code(
                            "https://auth.atlassian.com/authorize",
                            Pkce.UNDOCUMENTED,
                            ScopeSyntax.STANDARD.always("offline_access", "read:me"),
                            List.of(new Parameter("audience", "api.atlassian.com"), new Parameter("prompt", "consent")),
                            TokenEndpoint.of("https://auth.atlassian.com/oauth/token", ClientAuthentication.BODY)
                                    .takingJson()
                                    .failingWith(TokenErrors.STANDARD
                                            .orReconsent("unauthorized_client")
                                            .orMisconfigured("access_denied"))),
                    TokenLifetime.declared(
                            Duration.ofHours(1),
                            new Refresh.Rotating(
                                    new Refresh.Validity(
                                            Optional.of(Duration.ofDays(90)), Optional.of(Duration.ofDays(365))),
                                    Optional.of(Duration.ofMinutes(10)))))
            .serving("confluence", "jira")
            .identifiedBy(Identity.Asked.get("https://api.atlassian.com/me", "/account_id", "/email")
                    .needing("read:me"))
            .afterSetup(new Setup(
                    List.of(
                            "In Atlassian's developer console, create an app of the kind OAuth 2.0 integration.",
                            "Under Permissions, add the Confluence API and the Jira API, and add the scopes {scopes}.",
                            "Add the User identity API with the scope read:me, which names the account.",
                            "Under Authorization, configure OAuth 2.0 (3LO) with the callback URL {redirectUri}.",
                            "Under Distribution, share the app if others than you sign in.",
                            "Under Settings, copy the client ID and the secret, and enter them here."),
                    "https://developer.atlassian.com/console/myapps/"))
            .restingOn(
                    "https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/",
                    "https://developer.atlassian.com/cloud/confluence/oauth-2-3lo-apps/",
                    "https://developer.atlassian.com/cloud/oauth/getting-started/refresh-tokens/",
                    "https://community.developer.atlassian.com/t/updated-31-january-2022-action-required-deprecating-persistent-refresh-tokens/54172",
                    "https://community.developer.atlassian.com/t/refresh-token-expire-after-36000-seconds/60806/2");

    private AtlassianProvider() {}
}
