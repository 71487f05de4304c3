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
import dev.tributary.meta.oauth.TokenEndpoint;
import dev.tributary.meta.oauth.TokenLifetime;
import java.time.Duration;
import java.util.List;

/**
 * Dropbox. Only a sign-in with {@code token_access_type=offline} gives a refresh token.
 *
 * <p>Confirmed: the flow and its endpoints in Dropbox's article on offline access; {@code account_id} and {@code email} of
 * {@code users/get_current_account}, and that {@code auth/token/revoke} ends the token of its own call, in
 * {@code dropbox/dropbox-api-spec} ({@code users.stone}, {@code auth.stone}).
 *
 * <p>Confirmed in pull requests to Dropbox's SDKs, tested against the real endpoint: a dead refresh token is refused with 400 and
 * {@code invalid_grant} ({@code dropbox-sdk-dotnet} 384), a wrong secret with 400 and {@code invalid_client}
 * ({@code dropbox-sdk-python} 544). A bad code was seen refused with 400 and {@code invalid_grant} ({@code dropbox-sdk-rust} 93).
 *
 * <p>Not confirmed: the four hours, which clients report and {@code expires_in} tells anyway; that a client with a secret may use
 * PKCE too, as Dropbox's SDKs send either.
 */
final class DropboxProvider {

    static final OAuthProvider PROVIDER = OAuthProvider.of(
                    "dropbox",
                    "Dropbox",
                    new SignIn.Code(
                            "https://www.dropbox.com/oauth2/authorize",
                            Pkce.SUPPORTED,
                            ScopeSyntax.STANDARD.always("account_info.read"),
                            List.of(new Parameter("token_access_type", "offline")),
                            TokenEndpoint.of("https://api.dropboxapi.com/oauth2/token", ClientAuthentication.BASIC)),
                    TokenLifetime.declared(Duration.ofHours(4), new Refresh.Constant(Refresh.Validity.UNLIMITED)))
            .revokedBy(new Revocation(
                    "https://api.dropboxapi.com/2/auth/token/revoke",
                    Revocation.Carrier.BEARER,
                    "",
                    Revocation.Subject.ACCESS_TOKEN,
                    ClientAuthentication.NONE))
            .identifiedBy(Identity.Asked.post(
                            "https://api.dropboxapi.com/2/users/get_current_account", "null", "/account_id", "/email")
                    .needing("account_info.read"))
            .afterSetup(new Setup(
                    List.of(
                            "In Dropbox's App Console, create an app with scoped access and access to the full Dropbox.",
                            "Under Permissions, tick account_info.read and {scopes}, and submit, before anyone signs in.",
                            "Under Settings, add the redirect URI {redirectUri}; https except for localhost.",
                            "Enter the app key (as client ID) and the app secret here."),
                    "https://www.dropbox.com/developers/apps"))
            .restingOn(
                    "https://developers.dropbox.com/oauth-guide",
                    "https://dropbox.tech/developers/using-oauth-2-0-with-offline-access",
                    "https://www.dropbox.com/developers/documentation/http/documentation",
                    "https://github.com/dropbox/dropbox-api-spec");

    private DropboxProvider() {}
}
