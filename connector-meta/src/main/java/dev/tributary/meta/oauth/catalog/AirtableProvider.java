package dev.tributary.meta.oauth.catalog;

import dev.tributary.meta.Setup;
import dev.tributary.meta.oauth.ClientAuthentication;
import dev.tributary.meta.oauth.Identity;
import dev.tributary.meta.oauth.OAuthProvider;
import dev.tributary.meta.oauth.Pkce;
import dev.tributary.meta.oauth.Refresh;
import dev.tributary.meta.oauth.ScopeSyntax;
import dev.tributary.meta.oauth.SignIn;
import dev.tributary.meta.oauth.TokenAnswer;
import dev.tributary.meta.oauth.TokenEndpoint;
import dev.tributary.meta.oauth.TokenLifetime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Airtable. A refresh token is used once; a second use also ends what the first one gave.
 * The answer that names the person has the e-mail address only with the scope {@code user.email:read}, which no connector
 * needs.
 *
 * <p>Confirmed in the OAuth reference: the authorization request and PKCE, {@code Basic}, the form, the fields of the answer,
 * rotation, sixty days, {@code invalid_client} with 401 and other refusals with 400, no endpoint for revocation. The token
 * endpoint in Airtable's example ({@code Airtable/oauth-example}), too; the panel for integrations in the guide "OAuth
 * integrations".
 *
 * <p>Not confirmed: a grace time for a used refresh token, of which the reference says only that a second request right after
 * the first may be answered with 409.
 */
final class AirtableProvider {

    static final OAuthProvider PROVIDER = OAuthProvider.of(
                    "airtable",
                    "Airtable",
                    new SignIn.Code(
                            "https://airtable.com/oauth2/v1/authorize",
                            Pkce.REQUIRED,
                            ScopeSyntax.STANDARD,
                            List.of(),
                            TokenEndpoint.of("https://airtable.com/oauth2/v1/token", ClientAuthentication.BASIC)
                                    .answering(TokenAnswer.STANDARD.refreshExpiresAt("/refresh_expires_in"))),
                    TokenLifetime.declared(
                            Duration.ofMinutes(60),
                            new Refresh.Rotating(Refresh.Validity.unusedFor(Duration.ofDays(60)), Optional.empty())))
            .identifiedBy(Identity.Asked.get("https://api.airtable.com/v0/meta/whoami", "/id", "/email"))
            .afterSetup(new Setup(
                    List.of(
                            "In Airtable's Builder Hub, open OAuth integrations and register an integration.",
                            "Enter the OAuth redirect URL {redirectUri}; Airtable wants https except for localhost.",
                            "Tick the scopes {scopes}.",
                            "Generate a client secret, and enter the client ID and the secret here."),
                    "https://airtable.com/create/oauth"))
            .restingOn(
                    "https://airtable.com/developers/web/api/oauth-reference",
                    "https://airtable.com/developers/web/api/get-user-id-scopes",
                    "https://airtable.com/developers/web/guides/oauth-integrations");

    private AirtableProvider() {}
}
