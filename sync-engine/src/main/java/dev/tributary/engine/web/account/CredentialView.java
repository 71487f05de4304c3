package dev.tributary.engine.web.account;

import dev.tributary.engine.account.Account;
import dev.tributary.engine.account.ConnectedAccounts;
import dev.tributary.engine.account.Forecast;
import dev.tributary.engine.account.ScopeComparison;
import dev.tributary.engine.web.PublicId;
import dev.tributary.meta.oauth.OAuthProvider;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connected account as clients see it: everything but its tokens. */
@Schema(name = "Credential")
record CredentialView(
        String id,
        String provider,
        String name,

        @Schema(allowableValues = {"authorizationCode", "deviceCode", "token", "serviceAccount", "clientCredentials"})
        String grant,

        List<String> scopes,

        @Schema(description = "Of those that were asked about")
        List<String> missingScopes,

        @Schema(allowableValues = {"connected", "reconnectNeeded"})
        String state,

        @Schema(description = "Why it has to be connected again") @Nullable
        String reason,

        @Schema(description = "When its access token ends, which is renewed before") @Nullable
        Instant expiresAt,

        @Schema(description = "When it ends unless somebody signs in again, as far as the provider tells") @Nullable
        Instant diesAt,

        @Schema(description = "In words, if it ends within a week") @Nullable
        String forecast,

        String connectedBy,
        Instant connectedAt,
        @Nullable Instant lastRefreshedAt,
        @Schema(description = "Those that use it") List<User> connectors) {

    static CredentialView of(
            ConnectedAccounts.Used used, OAuthProvider provider, Collection<String> wanted, Instant now) {
        var account = used.account();
        var times = account.times();
        return new CredentialView(
                PublicId.of(account.id()),
                account.provider(),
                account.name(),
                account.kind().wire(),
                account.scopes().stream().sorted().toList(),
                List.copyOf(ScopeComparison.missing(provider, account, wanted)),
                account.state().wire(),
                account.reason().orElse(null),
                times.expiresAt().orElse(null),
                times.diesAt().orElse(null),
                forecast(account, now),
                account.connectedBy(),
                times.connectedAt(),
                times.lastRefreshedAt().orElse(null),
                used.users().stream().map(User::of).toList());
    }

    private static @Nullable String forecast(Account account, Instant now) {
        var dies = account.times().diesAt();
        return account.state() == Account.State.CONNECTED && Forecast.isNear(dies, now)
                ? "%s ends at %s: connect it again before".formatted(account.name(), dies.orElseThrow())
                : null;
    }

    /** A connector that uses it. */
    @Schema(name = "CredentialUser")
    record User(String id, String name, String state) {
        static User of(ConnectedAccounts.User user) {
            return new User(PublicId.of(user.connector()), user.name(), user.state());
        }
    }
}
