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
import dev.tributary.meta.oauth.TokenAnswer;
import dev.tributary.meta.oauth.TokenEndpoint;
import dev.tributary.meta.oauth.TokenErrors;
import dev.tributary.meta.oauth.TokenLifetime;
import java.util.List;
import java.util.Optional;

/**
 * Slack, with a token of the person (not of a bot), who sees what the person sees. Refusals have the status 200 and
 * {@code ok: false}. Tokens live until revoked unless the app turned token rotation on; then an answer tells the expiry, and
 * each refresh ends the refresh token used, after a short time that Slack does not tell.
 *
 * <p>Confirmed: {@code Basic}, {@code code_verifier} and the answer to a code in the reference {@code oauth.v2.access}; 12
 * hours and rotation in "Using token rotation"; the answer to a refresh, whose {@code token_type} is {@code user} and whose
 * tokens stand at the top, in Slack's own SDK ({@code slackapi/node-slack-sdk}, {@code install-provider.ts}).
 *
 * <p>Observed, not documented: {@code invalid_refresh_token} (slackapi/node-slack-sdk 2038, slackapi/python-slack-sdk 1242).
 *
 * <p>Not confirmed: {@code token_expired}, which other clients map to a dead refresh token; without it such an account would be tried
 * for ever, so it stays.
 */
final class SlackProvider {

    static final OAuthProvider PROVIDER = OAuthProvider.of(
                    "slack",
                    "Slack",
                    new SignIn.Code(
                            "https://slack.com/oauth/v2/authorize",
                            Pkce.SUPPORTED,
                            ScopeSyntax.STANDARD.in("user_scope").separatedBy(","),
                            List.of(),
                            TokenEndpoint.of("https://slack.com/api/oauth.v2.access", ClientAuthentication.BASIC)
                                    .answering(TokenAnswer.within("/authed_user")
                                            .keeping(
                                                    new TokenAnswer.Attribute("team_id", "/team/id"),
                                                    new TokenAnswer.Attribute("team_name", "/team/name")))
                                    .refreshingWith(TokenAnswer.STANDARD)
                                    .failingWith(TokenErrors.STANDARD
                                            .at("/error", "/error")
                                            .orReconsent(
                                                    "invalid_refresh_token",
                                                    "token_revoked",
                                                    "token_expired",
                                                    "account_inactive")
                                            .orMisconfigured(
                                                    "invalid_client_id", "bad_client_secret", "bad_redirect_uri"))),
                    new TokenLifetime(
                            TokenLifetime.Expiry.NEVER,
                            Optional.empty(),
                            new Refresh.Rotating(Refresh.Validity.UNLIMITED, Optional.empty())))
            .revokedBy(new Revocation(
                    "https://slack.com/api/auth.revoke",
                    Revocation.Carrier.BEARER,
                    "",
                    Revocation.Subject.ACCESS_TOKEN,
                    ClientAuthentication.NONE))
            .identifiedBy(new Identity.InTokenAnswer("/authed_user/id", "/team/name"))
            .afterSetup(new Setup(
                    List.of(
                            "Create a Slack app from scratch, in the workspace that is to be read.",
                            "Under OAuth & Permissions, add the redirect URL {redirectUri}, which Slack wants with https.",
                            "There, add the user token scopes {scopes}; turn token rotation on if you like, it cannot be turned off.",
                            "Under Basic Information, copy the client ID and the client secret, and enter them here.",
                            "Where the workspace restricts apps, have an admin approve it."),
                    "https://api.slack.com/apps"))
            .restingOn(
                    "https://docs.slack.dev/authentication/installing-with-oauth",
                    "https://docs.slack.dev/authentication/using-token-rotation",
                    "https://docs.slack.dev/reference/methods/oauth.v2.access",
                    "https://docs.slack.dev/reference/methods/auth.revoke",
                    "https://docs.slack.dev/tools/node-slack-sdk/reference/oauth/interfaces/OAuthV2TokenRefreshResponse");

    private SlackProvider() {}
}
