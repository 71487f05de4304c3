package dev.tributary.meta.oauth.catalog;

import dev.tributary.meta.Prompt;
import dev.tributary.meta.Setup;
import dev.tributary.meta.oauth.ClientAuthentication;
import dev.tributary.meta.oauth.Grant;
import dev.tributary.meta.oauth.HostVariable;
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

/**
 * Microsoft Entra ID, which signs in for Microsoft 365. Each use gives a new refresh token with 90 days of its own and leaves
 * the old one alive. Scopes without an address are those of Microsoft Graph; some answers put the address before them. An
 * access token lives 60 to 90 minutes, at random; the least is declared.
 *
 * <p>Confirmed in {@code MicrosoftDocs/entra-docs}, {@code docs/identity-platform}: endpoints, parameters, PKCE, answers and
 * the codes of the token endpoint ({@code v2-oauth2-auth-code-flow.md}); 90 days and that old tokens stay
 * ({@code refresh-tokens.md}); the device grant ({@code v2-oauth2-device-code.md}); client credentials with
 * {@code .default} ({@code v2-oauth2-client-creds-grant-flow.md}); the shape of refusals ({@code reference-error-codes.md});
 * 60 to 90 minutes ({@code configurable-token-lifetimes}); the setup ({@code quickstart-register-app.md}). The person's
 * {@code id}, {@code userPrincipalName} and the scope: {@code microsoftgraph/microsoft-graph-docs-contrib},
 * {@code user-get.md}.
 *
 * <p>Observed, not documented: the status 401 of {@code invalid_client} with {@code AADSTS7000215} (keycloak/keycloak 31294,
 * OfficeDev/microsoft-365-agents-toolkit 8621), the status 400 of {@code AADSTS700082} (Azure/azure-cli 14244). Microsoft
 * warns against reading numbers and descriptions, so only {@code error} counts.
 *
 * <p>Not confirmed: an endpoint for revocation (people remove the app in their account). Left out: a certificate in the
 * place of the secret.
 */
final class MicrosoftProvider {

    private static final String TOKEN = "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token";

    static final OAuthProvider PROVIDER = OAuthProvider.of(
                    "microsoft",
                    "Microsoft",
                    new SignIn.Code(
                            "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize",
                            Pkce.SUPPORTED,
                            ScopeSyntax.STANDARD
                                    .always("offline_access", "User.Read")
                                    .expanding(new ScopeSyntax.Expansion("", "https://graph.microsoft.com/")),
                            List.of(new Parameter("response_mode", "query"), new Parameter("prompt", "select_account")),
                            TokenEndpoint.of(TOKEN, ClientAuthentication.BODY)
                                    .failingWith(TokenErrors.STANDARD
                                            .orReconsent("interaction_required", "consent_required")
                                            .orMisconfigured("invalid_resource"))),
                    TokenLifetime.declared(
                            Duration.ofHours(1), new Refresh.Constant(Refresh.Validity.unusedFor(Duration.ofDays(90)))))
            .serving("microsoft-excel", "microsoft-teams", "onedrive", "outlook", "sharepoint")
            .varying(new HostVariable(
                    "tenant",
                    Prompt.required("Tenant")
                            .help("The ID or domain of one tenant; organizations for any; common for personal "
                                    + "accounts too. An application that acts without a person needs one tenant."),
                    "common",
                    List.of()))
            .identifiedBy(Identity.Asked.get("https://graph.microsoft.com/v1.0/me", "/id", "/userPrincipalName")
                    .needing("User.Read"))
            .alsoGranting(
                    new Grant.DeviceCode(
                            "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/devicecode",
                            Grant.DeviceCode.STANDARD,
                            List.of()),
                    new Grant.ClientCredentials(
                            TOKEN, Grant.ClientCredentials.STANDARD, "https://graph.microsoft.com/.default", List.of()))
            .afterSetup(new Setup(
                    List.of(
                            "In the Microsoft Entra admin center, open App registrations, and register an application.",
                            "Add a redirect URI of the platform Web: {redirectUri}.",
                            "Under API permissions, add the delegated permissions {scopes} of Microsoft Graph, and offline_access.",
                            "Where people may not consent themselves, have an administrator grant consent.",
                            "Under Certificates & secrets, add a client secret, and note when it expires.",
                            "Enter the application (client) ID, the value of the secret, and the tenant here."),
                    "https://learn.microsoft.com/en-us/entra/identity-platform/quickstart-register-app"))
            .restingOn(
                    "https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow",
                    "https://learn.microsoft.com/en-us/entra/identity-platform/refresh-tokens",
                    "https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-device-code",
                    "https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow",
                    "https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes",
                    "https://learn.microsoft.com/en-us/entra/identity-platform/configurable-token-lifetimes",
                    "https://learn.microsoft.com/en-us/graph/api/user-get");

    private MicrosoftProvider() {}
}
