package dev.tributary.engine.web.run;

import dev.tributary.engine.account.ConnectedAccounts;
import dev.tributary.engine.web.PublicId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An account that needs somebody: it has to be connected again, now or within a week. */
@Schema(name = "TroubledAccount")
record TroubledAccount(
        String id,
        String provider,
        String name,

        @Schema(allowableValues = {"connected", "reconnectNeeded"})
        String state,

        @Nullable String reason,
        @Nullable Instant diesAt,
        @Schema(description = "Those that stop with it") List<String> connectorIds) {

    static TroubledAccount of(ConnectedAccounts.Used used) {
        var account = used.account();
        return new TroubledAccount(
                PublicId.of(account.id()),
                account.provider(),
                account.name(),
                account.state().wire(),
                account.reason().orElse(null),
                account.times().diesAt().orElse(null),
                used.users().stream().map(user -> PublicId.of(user.connector())).toList());
    }
}
