package dev.tributary.meta.oauth.catalog;

import static dev.tributary.meta.oauth.AnswerExample.Situation.CODE_EXCHANGED;
import static dev.tributary.meta.oauth.AnswerExample.Situation.REFRESHED;
import static dev.tributary.meta.oauth.AnswerExample.Situation.REFRESH_REFUSED;

import dev.tributary.meta.Setup;
import dev.tributary.meta.oauth.AnswerExample;
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
 * <p>Confirmed: the panel for integrations in the guide "OAuth integrations". Through nango.dev, which tells it from
 * Airtable's OAuth reference: the token endpoint, rotation, sixty days, {@code 400} with {@code invalid_grant}. The reference
 * itself could not be read when this was checked; the rest, named from it, awaits that.
 *
 * <p>Not confirmed: an endpoint for revocation, a grace time for a used refresh token, the answer to a
 * wrong secret.
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
            .answering(
                    new AnswerExample(CODE_EXCHANGED, 200, issued()),
                    new AnswerExample(REFRESHED, 200, issued()),
                    new AnswerExample(REFRESH_REFUSED, 400, """
                            {"error":"invalid_grant"}"""))
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

    private static String issued() {
        return """
                {"access_token":"oaa1.ACCESS","refresh_token":"oaa1.REFRESH","token_type":"Bearer",\
                "scope":"data.records:read schema.bases:read","expires_in":3600,"refresh_expires_in":5184000}""";
    }
}
