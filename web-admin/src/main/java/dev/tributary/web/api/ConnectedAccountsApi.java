package dev.tributary.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import reactor.core.publisher.Mono;

/** Accounts at other services, as somebody chooses one for a connector. */
@HttpExchange("/api/v1")
public interface ConnectedAccountsApi {

    /** Those of a provider or service, or all, with the scopes that they lack for a connector type, if one is named. */
    @GetExchange("/credentials")
    Mono<Page<Account>> list(
            @RequestParam(required = false) @Nullable String provider,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam int limit);

    @GetExchange("/oauth/providers")
    Mono<Page<Provider>> providers();

    /** Begins to connect an account; the browser goes to the address of the answer. */
    @PostExchange("/oauth/{provider}/authorize")
    Mono<Authorization> authorize(@PathVariable String provider, @RequestBody Order order);

    /**
     * A connected account.
     *
     * @param missingScopes of those that the connector type needs
     * @param state connected or reconnectNeeded
     */
    record Account(
            String id,
            String provider,
            String name,
            List<String> missingScopes,
            String state,
            @Nullable String reason,
            @Nullable String forecast,
            @Nullable Instant connectedAt) {}

    /**
     * A provider of accounts.
     *
     * @param services that an account of it is for
     * @param clientFrom where it was set up; null if it was not
     */
    record Provider(
            String id,
            String name,
            List<String> services,
            @Nullable String clientFrom) {}

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
