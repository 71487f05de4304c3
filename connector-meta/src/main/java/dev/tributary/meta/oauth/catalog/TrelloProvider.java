package dev.tributary.meta.oauth.catalog;

import dev.tributary.meta.Setup;
import dev.tributary.meta.oauth.OAuthProvider;
import dev.tributary.meta.oauth.Parameter;
import dev.tributary.meta.oauth.ScopeSyntax;
import dev.tributary.meta.oauth.SignIn;
import dev.tributary.meta.oauth.TokenLifetime;
import java.util.List;

/**
 * Trello, which has no OAuth 2.0: a token comes back in the fragment of the return address, belongs to the API key, and lives
 * until the person revokes it. Calls name both the key and the token.
 *
 * <p>Confirmed in "Authorizing with Trello's REST API": the authorization and its parameters, the Power-Up admin portal.
 *
 * <p>Not confirmed: that the query of the return address is kept. Left out: OAuth 1.0; naming and revoking an account, as
 * these requests carry the API key besides the token.
 */
final class TrelloProvider {

    static final OAuthProvider PROVIDER = OAuthProvider.of(
                    "trello",
                    "Trello",
                    new SignIn.Fragment(
                            "https://trello.com/1/authorize",
                            ScopeSyntax.STANDARD.separatedBy(","),
                            List.of(
                                    new Parameter("response_type", "token"),
                                    new Parameter("callback_method", "fragment"),
                                    new Parameter("expiration", "never"),
                                    new Parameter("name", "Tributary")),
                            "key",
                            "return_url",
                            "token"),
                    TokenLifetime.endless())
            .afterSetup(new Setup(
                    List.of(
                            "In Trello's Power-Up admin portal, create a Power-Up; it is never shown to anyone.",
                            "Under API key, generate a key, and allow the origin of {redirectUri}.",
                            "Enter the API key as client ID here; there is no secret to enter."),
                    "https://trello.com/power-ups/admin"))
            .restingOn("https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/");

    private TrelloProvider() {}
}
