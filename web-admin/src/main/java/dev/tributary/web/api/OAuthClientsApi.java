package dev.tributary.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;
import reactor.core.publisher.Mono;

/** How the engine is known to providers of accounts, and the accounts that are connected. */
@HttpExchange("/api/v1")
public interface OAuthClientsApi {

    @GetExchange("/oauth/providers")
    Mono<Page<Provider>> providers();

    @GetExchange("/oauth/clients/{provider}")
    Mono<Client> client(@PathVariable String provider);

    @PutExchange("/oauth/clients/{provider}")
    Mono<Client> put(@PathVariable String provider, @RequestBody Order order);

    @DeleteExchange("/oauth/clients/{provider}")
    Mono<Void> delete(@PathVariable String provider);

    @GetExchange("/credentials")
    Mono<Page<Account>> accounts(@RequestParam int limit, @RequestParam(required = false) @Nullable String cursor);

    /** With {@code force} although connectors use it. */
    @DeleteExchange("/credentials/{id}")
    Mono<Void> disconnect(@PathVariable String id, @RequestParam boolean force);

    /** Connects an account without a person: with a service account's key, or as the client itself. */
    @PostExchange("/credentials")
    Mono<Account> connectService(@RequestBody ServiceOrder order);

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

    record Client(String provider, String clientId, boolean hasSecret, Map<String, String> hosts, String from) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Order(String clientId, @Nullable String clientSecret, Map<String, String> hosts) {
        @Override
        public String toString() {
            return "Order[" + clientId + "]";
        }
    }

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
     * A connected account.
     *
     * @param state connected or reconnectNeeded
     * @param diesAt when it ends by itself
     * @param connectors those that read with it
     */
    record Account(
            String id,
            String provider,
            String name,
            String grant,
            List<String> scopes,
            String state,
            @Nullable String reason,
            @Nullable Instant expiresAt,
            @Nullable Instant diesAt,
            @Nullable String forecast,
            @Nullable String connectedBy,
            @Nullable Instant connectedAt,
            List<User> connectors) {}

    record User(String id, String name, @Nullable String state) {}
}
