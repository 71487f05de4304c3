package dev.tributary.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import reactor.core.publisher.Mono;

/** OpenID Connect providers that people sign in through. */
@HttpExchange("/api/v1/identity-providers")
public interface IdentityProvidersApi {

    @GetExchange
    Mono<Page<Provider>> list();

    @PostExchange
    Mono<Provider> create(@RequestBody Order order);

    @DeleteExchange("/{id}")
    Mono<Void> delete(@PathVariable String id);

    /**
     * A provider.
     *
     * @param roles the role of who is in a group
     * @param redirectUri what to enter there
     */
    record Provider(
            String id,
            String name,
            String issuer,
            String clientId,
            boolean hasClientSecret,
            @Nullable String groupsClaim,
            Map<String, String> roles,
            @Nullable String defaultRole,
            @Nullable String newcomers,
            String redirectUri) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Order(
            String name,
            String issuer,
            String clientId,
            @Nullable String clientSecret,
            @Nullable String groupsClaim,
            @Nullable Map<String, String> roles,
            @Nullable String defaultRole,
            @Nullable String newcomers) {
        @Override
        public String toString() {
            return "Order[" + name + "]";
        }
    }
}
