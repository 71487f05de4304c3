package dev.tributary.engine.web.account;

import dev.tributary.engine.account.OAuthClient;
import dev.tributary.meta.oauth.Grant;
import dev.tributary.meta.oauth.HostVariable;
import dev.tributary.meta.oauth.OAuthProvider;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A provider, and what an admin does before accounts of it can be connected. */
@Schema(name = "OAuthProvider")
record ProviderView(
        String id,
        String name,

        @Schema(description = "The services that an account of it is for")
        List<String> services,

        @Schema(description = "Ways to connect an account besides the sign-in in a browser")
        List<String> grants,

        @Schema(description = "What its addresses need to know")
        List<Host> hosts,

        @Schema(description = "What to create where") List<String> setup,

        @Schema(description = "The provider's page about it") @Nullable
        String link,

        @Schema(description = "The address to register there")
        String redirectUri,

        @Schema(description = "All scopes that connectors here want")
        List<String> scopes,

        @Schema(
                description = "Where its client is configured; null if it is not",
                allowableValues = {"settings", "environment"})
        @Nullable
        String clientFrom,

        List<String> documentation) {

    static ProviderView of(
            OAuthProvider provider, Optional<OAuthClient> client, String redirectUri, Set<String> scopes) {
        var link = provider.setup().link();
        return new ProviderView(
                provider.id(),
                provider.name(),
                provider.services(),
                provider.grants().stream().map(ProviderView::name).toList(),
                provider.hosts().stream().map(Host::of).toList(),
                provider.steps(redirectUri, scopes),
                link.isEmpty() ? null : link,
                redirectUri,
                List.copyOf(scopes),
                client.map(ClientView::from).orElse(null),
                provider.documentation());
    }

    private static String name(Grant grant) {
        return switch (grant) {
            case Grant.DeviceCode _ -> "deviceCode";
            case Grant.ClientCredentials _ -> "clientCredentials";
            case Grant.JwtBearer _ -> "serviceAccount";
        };
    }

    /** A question to the admin. */
    @Schema(name = "HostVariable")
    record Host(String name, String title, String help, String preset, List<String> choices) {
        static Host of(HostVariable host) {
            return new Host(host.name(), host.prompt().title(), host.prompt().help(), host.preset(), host.choices());
        }
    }
}
