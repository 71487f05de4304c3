package dev.tributary.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import reactor.core.publisher.Mono;

/** Accounts at other services that connectors read with, and who provides them. */
@HttpExchange("/api/v1")
public interface ConnectedAccountsApi {

    /** Those of a provider or service, or all, with the scopes that they lack for a connector type, if one is named. */
    @GetExchange("/credentials")
    Mono<Page<Account>> list(
            @RequestParam(required = false) @Nullable String provider,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam int limit,
            @RequestParam(required = false) @Nullable String cursor);

    @GetExchange("/oauth/providers")
    Mono<Page<Provider>> providers();

    /** Begins to connect an account; the browser goes to the address of the answer. */
    @PostExchange("/oauth/{provider}/authorize")
    Mono<Authorization> authorize(@PathVariable String provider, @RequestBody Order order);

    /** With {@code force} although connectors use it. */
    @DeleteExchange("/credentials/{id}")
    Mono<Void> disconnect(@PathVariable String id, @RequestParam boolean force);

    /** Connects an account without a person: with a service account's key, or as the client itself. */
    @PostExchange("/credentials")
    Mono<Account> connectService(@RequestBody ServiceOrder order);

    /**
     * A connected account.
     *
     * @param missingScopes of those that the connector type needs
     * @param state connected or reconnectNeeded
     * @param forecast that it ends by itself soon, in words
     * @param connectors those that read with it
     */
    record Account(
            String id,
            String provider,
            String name,
            String grant,
            List<String> missingScopes,
            String state,
            @Nullable String reason,
            @Nullable String forecast,
            @Nullable String connectedBy,
            @Nullable Instant connectedAt,
            List<User> connectors) {}

    record User(String id, String name, @Nullable String state) {}

    /**
     * A provider.
     *
     * @param setup what to create there, a sentence each
     * @param clientFrom settings or environment; null: no client yet
     * @param hosts what has to be filled into its addresses
     */
    record Provider(
            String id,
            String name,
            List<String> services,
            List<String> grants,
            List<Host> hosts,
            List<String> setup,
            @Nullable String link,
            String redirectUri,
            List<String> scopes,
            @Nullable String clientFrom) {}

    record Host(
            String name,
            String title,
            @Nullable String help,
            @Nullable String preset,
            @Nullable List<String> choices) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ServiceOrder(
            String provider,
            String grant,
            @Nullable String key,
            @Nullable String subject) {
        @Override
        public String toString() {
            return "ServiceOrder[" + provider + "]";
        }
    }

    /**
     * Begins to connect an account.
     *
     * @param returnTo a path of this site
     * @param credentialId the account to connect again, or to give more scopes
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Order(
            String returnTo,
            @Nullable String type,
            @Nullable String credentialId) {}

    record Authorization(String url) {}
}
