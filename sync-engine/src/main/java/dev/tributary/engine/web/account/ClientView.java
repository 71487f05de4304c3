package dev.tributary.engine.web.account;

import dev.tributary.engine.account.OAuthClient;
import dev.tributary.meta.oauth.OAuthProvider;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;
import java.util.Map;

/** A client as admins see it: everything but its secret. */
@Schema(name = "OAuthClient")
record ClientView(
        String provider,
        String clientId,
        boolean hasSecret,
        Map<String, String> hosts,

        @Schema(allowableValues = {"settings", "environment"})
        String from) {

    static ClientView of(OAuthProvider provider, OAuthClient client) {
        return new ClientView(provider.id(), client.id(), client.secret().isPresent(), client.hosts(), from(client));
    }

    static String from(OAuthClient client) {
        return client.origin().name().toLowerCase(Locale.ROOT);
    }
}
