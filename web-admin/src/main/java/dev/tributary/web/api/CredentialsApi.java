package dev.tributary.web.api;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import reactor.core.publisher.Mono;

/** Connected accounts of sources. */
@HttpExchange("/api/v1/credentials")
public interface CredentialsApi {

    @GetExchange
    Mono<Page<Credential>> list(@RequestParam int limit, @RequestParam(required = false) @Nullable String cursor);

    /**
     * An account.
     *
     * @param state connected or reconnectNeeded
     */
    record Credential(
            String id,
            String provider,
            String name,
            String state,
            @Nullable String reason) {}
}
