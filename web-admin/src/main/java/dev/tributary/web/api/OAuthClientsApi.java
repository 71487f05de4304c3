package dev.tributary.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PutExchange;
import reactor.core.publisher.Mono;

/** How the engine is known to providers of accounts. */
@HttpExchange("/api/v1/oauth/clients/{provider}")
public interface OAuthClientsApi {

    @PutExchange
    Mono<Client> put(@PathVariable String provider, @RequestBody Order order);

    @DeleteExchange
    Mono<Void> delete(@PathVariable String provider);

    record Client(String provider, String clientId, boolean hasSecret, Map<String, String> hosts, String from) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Order(String clientId, @Nullable String clientSecret, Map<String, String> hosts) {
        @Override
        public String toString() {
            return "Order[" + clientId + "]";
        }
    }
}
