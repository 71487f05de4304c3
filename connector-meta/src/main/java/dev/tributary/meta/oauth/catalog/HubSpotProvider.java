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
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * HubSpot, by the dated version of its token API that superseded {@code v1} and {@code v3}. The error keeps both the
 * standard's names and HubSpot's older {@code status}. Refresh tokens do not expire, and may be replaced by an answer.
 *
 * <p>Confirmed: the token endpoint and its fields in "Refresh an access token", revocation in "Revoke an OAuth token",
 * {@code hub_id} and {@code scopes} in the changelog of August 2025, the 30 minutes in the guide to tokens, the refusal of a
 * refresh token word by word in the changelog on standardized errors.
 *
 * <p>Observed of {@code v1}, whose {@code status} and {@code message} stay: {@code BAD_AUTH_CODE}, {@code EXPIRED_AUTH_CODE}
 * (HGData/mk-node-hubspot 87, HubSpot/hubspot-api-python 115), {@code BAD_REFRESH_TOKEN} (HGData/mk-node-hubspot 64) and
 * {@code BAD_CLIENT_ID} (recorded in danrabinowitz/hub_spot), with 400 and without {@code error}.
 *
 * <p>Not confirmed: PKCE, for the token endpoint lists {@code code_verifier} and the authorization no challenge; the answer to
 * a wrong secret; the {@code access_denied} that others report once a HubSpot account is deleted.
 */
final class HubSpotProvider {

    static final OAuthProvider PROVIDER = OAuthProvider.of(
                    "hubspot",
                    "HubSpot",
                    new SignIn.Code(
                            "https://app.hubspot.com/oauth/authorize",
                            Pkce.UNDOCUMENTED,
                            ScopeSyntax.STANDARD.always("oauth"),
                            List.of(),
                            TokenEndpoint.of("https://api.hubapi.com/oauth/2026-03/token", ClientAuthentication.BODY)
                                    .answering(new TokenAnswer(
                                            "/access_token",
                                            "/refresh_token",
                                            "/expires_in",
                                            Optional.empty(),
                                            "/scopes",
                                            List.of(new TokenAnswer.Attribute("hub_id", "/hub_id"))))
                                    .failingWith(TokenErrors.STANDARD
                                            .at("/error", "/message")
                                            .finerAt("/status")
                                            .orReconsent("BAD_REFRESH_TOKEN", "BAD_AUTH_CODE", "EXPIRED_AUTH_CODE")
                                            .orMisconfigured("BAD_CLIENT_ID"))),
                    TokenLifetime.declared(Duration.ofMinutes(30), new Refresh.Constant(Refresh.Validity.UNLIMITED)))
            .revokedBy(
                    Revocation.standard("https://api.hubapi.com/oauth/2026-03/token/revoke", ClientAuthentication.BODY))
            .identifiedBy(new Identity.InTokenAnswer("/hub_id", "/hub_id"))
            .afterSetup(
                    new Setup(
                            List.of(
                                    "In a HubSpot developer account, create an app that signs in with OAuth.",
                                    "Add the redirect URL {redirectUri} and the scopes {scopes}; all of them are asked"
                                            + " for at each sign-in.",
                                    "Enter the app's client ID and client secret here.",
                                    "A super admin of the HubSpot account, or a person with the permission for app"
                                            + " marketplace access, signs in."),
                            "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/oauth/working-with-oauth"))
            .restingOn(
                    "https://developers.hubspot.com/docs/api-reference/2026-03/authentication/oauth-tokens/refresh-oauth-token",
                    "https://developers.hubspot.com/docs/reference/api/app-management/oauth",
                    "https://developers.hubspot.com/changelog/new-oauth-v3-api-endpoints-and-standardized-error-responses",
                    "https://developers.hubspot.com/changelog/additional-details-returned-when-generating-oauth-access-tokens",
                    "https://developers.hubspot.com/docs/api-reference/latest/authentication/oauth-tokens/revoke-token");

    private HubSpotProvider() {}
}
